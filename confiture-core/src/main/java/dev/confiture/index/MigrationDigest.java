package dev.confiture.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a migration says, as one digest: the tokens of its source and the content of its SQL resources. */
public final class MigrationDigest {

    private MigrationDigest() {}

    /**
     * SHA-256 (hex) over the token digest and, by name, the resources; the token digest itself where there are no
     * resources. Line ends of resources do not count, for they change with the version control's settings.
     *
     * @param contents the bytes of each of {@link MigrationSource#resources()}
     * @return empty where the token digest is unknown, or a resource was not given: unknown, not changed
     */
    public static Optional<String> of(MigrationSource source, Map<String, byte[]> contents) {
        if (source.tokenDigest().isEmpty() || !contents.keySet().containsAll(source.resources())) {
            return Optional.empty();
        }
        if (source.resources().isEmpty()) {
            return source.tokenDigest();
        }
        MessageDigest whole = sha256();
        whole.update(source.tokenDigest().get().getBytes(UTF_8));
        TreeMap<String, byte[]> sorted = new TreeMap<>(contents);
        sorted.keySet().retainAll(source.resources());
        sorted.forEach((name, content) -> {
            whole.update((byte) 0);
            whole.update(name.getBytes(UTF_8));
            whole.update((byte) 0);
            whole.update(digestOfLines(content));
        });
        return Optional.of(HexFormat.of().formatHex(whole.digest()));
    }

    private static byte[] digestOfLines(byte[] content) {
        MessageDigest digest = sha256();
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\r') {
                digest.update(content[i]);
            } else if (i + 1 == content.length || content[i + 1] != '\n') {
                digest.update((byte) '\n');
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
