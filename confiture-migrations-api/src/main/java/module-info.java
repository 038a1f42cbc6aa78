/** What migration classes compile against. {@link dev.confiture.migration} is all there is; it needs nothing but the JDK. */
module dev.confiture.migration {
    requires transitive java.sql;

    exports dev.confiture.migration;
}
