package dev.confiture.generate.java;

import static java.util.Objects.requireNonNull;

import dev.confiture.index.MigrationVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a generated class says.
 *
 * @param name as {@code @Migration} wants it: {@code add_user_bio}
 * @param summary what it does, one sentence a line, without HTML
 * @param warnings what to know before it runs, one sentence each
 * @param up statements in their order, without semicolons; none for an empty template
 * @param down those that lead back; none if there is no way
 * @param irreversible why there is no way back
 */
public record MigrationDraft(
        MigrationVersion version,
        String name,
        Form form,
        List<String> summary,
        List<String> warnings,
        List<String> up,
        List<String> down,
        Optional<String> irreversible) {

    /** How the class is run. */
    public enum Form {
        /** All statements and the ledger's row in one transaction. */
        TRANSACTIONAL,
        /** Each statement by itself: CONCURRENTLY forms. */
        NOT_TRANSACTIONAL
    }

    public MigrationDraft {
        requireNonNull(version, "version");
        requireNonNull(form, "form");
        requireNonNull(irreversible, "irreversible");
        summary = List.copyOf(summary);
        warnings = List.copyOf(warnings);
        up = List.copyOf(up);
        down = List.copyOf(down);
        if (!name.matches("[a-z][a-z0-9_]{0,99}")) {
            throw new IllegalArgumentException("not a migration's name: " + name);
        }
    }

    /** {@code AddUserBio}; never the name of a class that every other one in the package means without an import. */
    public String className() {
        String words = words();
        return isInJavaLang(words) ? words + "Migration" : words;
    }

    private static boolean isInJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, /* initialize= */ false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private String words() {
        StringBuilder text = new StringBuilder();
        for (String word : name.split("_+", -1)) {
            if (!word.isEmpty()) {
                text.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return text.toString();
    }
}
