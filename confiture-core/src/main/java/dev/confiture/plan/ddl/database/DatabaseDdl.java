package dev.confiture.plan.ddl.database;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import java.util.EnumMap;
import java.util.Map;

/**
 * The writers of what stands in the database itself, and of text search. There is none for subscriptions: their connection
 * holds a password, which nobody reads.
 */
public final class DatabaseDdl {

    private DatabaseDdl() {}

    public static Map<ObjectKind, KindDdl> writers() {
        Map<ObjectKind, KindDdl> writers = new EnumMap<>(ObjectKind.class);
        writers.put(ObjectKind.EXTENSION, new ExtensionDdl());
        writers.put(ObjectKind.SCHEMA, new SchemaDdl());
        writers.put(ObjectKind.LANGUAGE, new DefinedDdl());
        writers.put(ObjectKind.FOREIGN_DATA_WRAPPER, new ForeignDataWrapperDdl());
        writers.put(ObjectKind.FOREIGN_SERVER, new ForeignServerDdl());
        writers.put(ObjectKind.USER_MAPPING, new UserMappingDdl());
        writers.put(ObjectKind.TEXT_SEARCH_PARSER, new DefinedDdl());
        writers.put(ObjectKind.TEXT_SEARCH_TEMPLATE, new DefinedDdl());
        writers.put(ObjectKind.TEXT_SEARCH_DICTIONARY, new DictionaryDdl());
        writers.put(ObjectKind.TEXT_SEARCH_CONFIGURATION, new SearchConfigurationDdl());
        writers.put(ObjectKind.EXTENSION_DEPENDENCY, new ExtensionDependencyDdl());
        writers.put(ObjectKind.DATABASE_SETTING, new DatabaseSettingDdl());
        return writers;
    }
}
