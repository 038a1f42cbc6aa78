package dev.confiture.build.template;

import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that the result of a build depends on, as the name of a database.
 *
 * @param hash of all of it, in hex
 */
record TemplateKey(String hash) {

    /** Before each template's name. */
    static final String PREFIX = "confiture_template_";

    private static final String DRAFT_PREFIX = "confiture_draft_";

    /** Raised when the way changes in which a script becomes a database. */
    private static final int LOADER_VERSION = 2;

    private static final int HASH_DIGITS = 32;

    /**
     * Server version, defaults of new databases, versions of extensions, roles, and the settings that this user's sessions
     * begin with. Settings of the maintenance database are not those of another one, names of programs mean nothing.
     */
    private static final String FACTS = """
            SELECT pg_catalog.concat_ws(E'\\n',
                     pg_catalog.version(),
                     CURRENT_USER,
                     (SELECT pg_catalog.to_jsonb(d) - ARRAY['oid', 'datfrozenxid', 'datminmxid', 'datconnlimit']
                        FROM pg_catalog.pg_database d WHERE d.datname = 'template1')::text,
                     (SELECT pg_catalog.string_agg(e.name || ' ' || e.default_version, ',' ORDER BY e.name)
                        FROM pg_catalog.pg_available_extensions e),
                     (SELECT pg_catalog.string_agg(r.rolname || ' ' || r.rolsuper || r.rolinherit, ',' ORDER BY r.rolname)
                        FROM pg_catalog.pg_roles r),
                     (SELECT pg_catalog.string_agg(s.name || '=' || s.setting, E'\\n' ORDER BY s.name)
                        FROM pg_catalog.pg_settings s
                       WHERE s.context IN ('user', 'superuser') AND s.source NOT IN ('default', 'database')
                         AND s.name <> 'application_name' AND s.name NOT LIKE 'log\\_%'))""";

    /**
     * @param content the script's hash, and the database's name if the script knows it
     */
    static TemplateKey of(Session maintenance, String content) throws SQLException {
        String facts = maintenance.queryOne(FACTS, row -> row.getString(1)).orElseThrow();
        return new TemplateKey(
                sha256(LOADER_VERSION + "\n" + content + "\n" + facts).substring(0, HASH_DIGITS));
    }

    /** Those of which there is a draft. */
    static List<TemplateKey> drafts(DatabaseAdmin admin) throws SQLException {
        return admin.namesStartingWith(DRAFT_PREFIX).stream()
                .map(draft -> new TemplateKey(draft.name().substring(DRAFT_PREFIX.length())))
                .toList();
    }

    Identifier templateName() {
        return Identifier.of(PREFIX + hash);
    }

    /** What a template is called before it is complete. */
    Identifier draftName() {
        return Identifier.of(DRAFT_PREFIX + hash);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
