package dev.confiture.index.format;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of one entry, between {@link IndexEntry} and {@link IndexFormat}. */
final class EntryFields {

    private static final Set<String> ONCE = Set.of(
            "class",
            "form",
            "source",
            "tokens",
            "transactional",
            "irreversible",
            "data",
            "retryable",
            "lock-timeout",
            "raw-connection",
            "restartable",
            "up-unknown",
            "down-unknown");
    private static final Set<String> OFTEN = Set.of("resource", "depends-on", "environment", "up", "down");

    private static final Pattern SOURCE = Pattern.compile("([0-9]{1,9}) (.+)", Pattern.DOTALL);
    private static final Pattern TOKENS = Pattern.compile("([a-z0-9-]+) ([0-9a-f]{64})");
    private static final Pattern CALL = Pattern.compile("([0-9]{1,9})(\\??) (.*)", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    private final int line;
    private final List<IndexField> fields;

    /**
     * @param line of the entry's first line, for problems
     */
    EntryFields(int line, List<IndexField> fields) throws MalformedLine {
        this.line = line;
        this.fields = fields;
        for (int i = 0; i < fields.size(); i++) {
            IndexField field = fields.get(i);
            if (!OFTEN.contains(field.key()) && isRepeated(i)) {
                throw new MalformedLine(field.line(), "\"" + field.key() + "\" stands twice in one migration");
            }
            if (!ONCE.contains(field.key()) && !OFTEN.contains(field.key())) {
                throw new MalformedLine(field.line(), "unknown key \"" + field.key() + "\"");
            }
        }
    }

    private boolean isRepeated(int at) {
        for (IndexField earlier : fields.subList(0, at)) {
            if (earlier.key().equals(fields.get(at).key())) {
                return true;
            }
        }
        return false;
    }

    static List<IndexField> of(IndexEntry entry) {
        List<IndexField> fields = new ArrayList<>();
        MigrationOptions options = entry.options();
        MigrationSource source = entry.source();
        fields.add(new IndexField("class", entry.className()));
        fields.add(new IndexField("form", formName(entry.form())));
        fields.add(new IndexField("source", source.line() + " " + source.file()));
        if (source.tokenDigest().isPresent()) {
            fields.add(new IndexField(
                    "tokens",
                    MigrationSource.DIGEST_ALGORITHM + " "
                            + source.tokenDigest().get()));
        }
        addAll(fields, "resource", source.resources());
        addFlag(fields, "transactional", options.transactional(), MigrationOptions.DEFAULTS.transactional());
        if (options.irreversible().isPresent()) {
            fields.add(new IndexField("irreversible", options.irreversible().get()));
        }
        addAll(fields, "depends-on", options.dependsOn());
        addFlag(fields, "data", options.data(), MigrationOptions.DEFAULTS.data());
        addFlag(fields, "retryable", options.retryable(), MigrationOptions.DEFAULTS.retryable());
        if (options.lockTimeout().isPresent()) {
            fields.add(
                    new IndexField("lock-timeout", options.lockTimeout().get().toString()));
        }
        addFlag(fields, "raw-connection", options.rawConnection(), MigrationOptions.DEFAULTS.rawConnection());
        addFlag(fields, "restartable", options.restartable(), MigrationOptions.DEFAULTS.restartable());
        addAll(fields, "environment", options.environments());
        addSql(fields, "up", entry.up());
        addSql(fields, "down", entry.down());
        return fields;
    }

    private static void addAll(List<IndexField> fields, String key, List<String> values) {
        for (String value : values) {
            fields.add(new IndexField(key, value));
        }
    }

    private static void addFlag(List<IndexField> fields, String key, boolean value, boolean usual) {
        if (value != usual) {
            fields.add(new IndexField(key, Boolean.toString(value)));
        }
    }

    private static void addSql(List<IndexField> fields, String key, KnownSql sql) {
        for (KnownSql.Call call : sql.statements()) {
            fields.add(new IndexField(key, call.line() + (call.conditional() ? "? " : " ") + call.sql()));
        }
        if (sql.unknownCalls() > 0) {
            fields.add(new IndexField(key + "-unknown", Integer.toString(sql.unknownCalls())));
        }
    }

    IndexEntry toEntry(MigrationVersion version, String name) throws MalformedLine {
        return new IndexEntry(
                version, name, required("class").value(), form(), options(), source(), sql("up"), sql("down"));
    }

    private MigrationForm form() throws MalformedLine {
        IndexField field = required("form");
        for (MigrationForm form : MigrationForm.values()) {
            if (formName(form).equals(field.value())) {
                return form;
            }
        }
        throw new MalformedLine(field.line(), "unknown form \"" + field.value() + "\"");
    }

    private static String formName(MigrationForm form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private MigrationSource source() throws MalformedLine {
        Matcher source = match(required("source"), SOURCE, "a line and a file");
        Optional<IndexField> tokens = optional("tokens");
        Optional<String> digest = Optional.empty();
        if (tokens.isPresent()) {
            Matcher parts = match(tokens.get(), TOKENS, "an algorithm and 64 hexadecimal digits");
            // Digests of different algorithms cannot be compared: unknown, not changed.
            if (parts.group(1).equals(MigrationSource.DIGEST_ALGORITHM)) {
                digest = Optional.of(parts.group(2));
            }
        }
        return new MigrationSource(source.group(2), Integer.parseInt(source.group(1)), digest, values("resource"));
    }

    private MigrationOptions options() throws MalformedLine {
        return new MigrationOptions(
                flag("transactional", MigrationOptions.DEFAULTS.transactional()),
                optional("irreversible").map(IndexField::value),
                values("depends-on"),
                flag("data", MigrationOptions.DEFAULTS.data()),
                flag("retryable", MigrationOptions.DEFAULTS.retryable()),
                lockTimeout(),
                flag("raw-connection", MigrationOptions.DEFAULTS.rawConnection()),
                flag("restartable", MigrationOptions.DEFAULTS.restartable()),
                values("environment"));
    }

    private Optional<Duration> lockTimeout() throws MalformedLine {
        Optional<IndexField> field = optional("lock-timeout");
        if (field.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(field.get().value()));
        } catch (DateTimeException e) {
            throw new MalformedLine(field.get().line(), "the lock timeout is not an ISO 8601 duration");
        }
    }

    private KnownSql sql(String key) throws MalformedLine {
        List<KnownSql.Call> calls = new ArrayList<>();
        for (IndexField field : all(key)) {
            Matcher call = match(field, CALL, "a line and SQL");
            calls.add(new KnownSql.Call(
                    Integer.parseInt(call.group(1)), !call.group(2).isEmpty(), call.group(3)));
        }
        Optional<IndexField> unknown = optional(key + "-unknown");
        return new KnownSql(
                calls,
                unknown.isPresent()
                        ? Integer.parseInt(
                                match(unknown.get(), COUNT, "a count").group())
                        : 0);
    }

    private boolean flag(String key, boolean usual) throws MalformedLine {
        Optional<IndexField> field = optional(key);
        if (field.isEmpty()) {
            return usual;
        }
        String value = field.get().value();
        if (!value.equals("true") && !value.equals("false")) {
            throw new MalformedLine(field.get().line(), "\"" + key + "\" is neither true nor false");
        }
        return value.equals("true");
    }

    private static Matcher match(IndexField field, Pattern form, String expected) throws MalformedLine {
        Matcher matcher = form.matcher(field.value());
        if (!matcher.matches()) {
            throw new MalformedLine(field.line(), "\"" + field.key() + "\" is not " + expected);
        }
        return matcher;
    }

    private IndexField required(String key) throws MalformedLine {
        Optional<IndexField> field = optional(key);
        if (field.isEmpty()) {
            throw new MalformedLine(line, "the migration has no \"" + key + "\"");
        }
        return field.get();
    }

    private Optional<IndexField> optional(String key) {
        for (IndexField field : fields) {
            if (field.key().equals(key)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private List<IndexField> all(String key) {
        List<IndexField> all = new ArrayList<>();
        for (IndexField field : fields) {
            if (field.key().equals(key)) {
                all.add(field);
            }
        }
        return all;
    }

    private List<String> values(String key) {
        List<String> values = new ArrayList<>();
        for (IndexField field : all(key)) {
            values.add(field.value());
        }
        return values;
    }
}
