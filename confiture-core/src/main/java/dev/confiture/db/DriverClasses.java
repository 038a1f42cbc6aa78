package dev.confiture.db;

import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;

/** What the driver needs to connect: loading that takes a cold JVM longer than connecting does. */
public final class DriverClasses {

    /** Those that lead to the most others. */
    static final List<String> NAMES = List.of(
            "org.postgresql.Driver",
            "org.postgresql.jdbc.PgConnection",
            "org.postgresql.core.v3.ConnectionFactoryImpl",
            "org.postgresql.core.v3.ScramAuthenticator",
            "org.postgresql.core.v3.QueryExecutorImpl",
            "org.postgresql.jdbc.TypeInfoCache",
            "org.postgresql.jdbc.TimestampUtils",
            "org.postgresql.jdbc.PgPreparedStatement",
            "org.postgresql.jdbc.PgResultSet");

    /** What passwords go through on their way to the server. */
    private static final String MAC = "HmacSHA256";

    private DriverClasses() {}

    /** Loads them on a thread of its own, while the caller reads its files. Whatever fails is left to who connects. */
    public static void loadAside() {
        Thread thread = new Thread(DriverClasses::load, "confiture-driver-classes");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            for (String name : NAMES) {
                // Not initialized, so that no static initializer ever waits for one on another thread; asking for the
                // methods has them verified.
                var unused = Class.forName(name, false, DriverClasses.class.getClassLoader())
                        .getDeclaredMethods();
            }
            Mac.getInstance(MAC);
            SecretKeyFactory.getInstance("PBKDF2With" + MAC);
            Normalizer.normalize(MAC, Normalizer.Form.NFKC);
        } catch (ClassNotFoundException | LinkageError | NoSuchAlgorithmException | IllegalStateException e) {
            return; // the last if the class loader is closed already
        }
    }
}
