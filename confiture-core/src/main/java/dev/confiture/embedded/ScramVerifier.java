package dev.confiture.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the server keeps of a password for SCRAM-SHA-256 (RFC 5802), as {@code ALTER ROLE … PASSWORD} takes it. The
 * password is hashed once, not 4096 times: repetition makes guesses dear, a random password of 256 bits cannot be guessed,
 * and every connection of every goal would pay for it.
 */
final class ScramVerifier {

    private static final String HMAC = "HmacSHA256";
    private static final int ITERATIONS = 1;
    private static final int SALT_BYTES = 16;

    private ScramVerifier() {}

    /** @param password of random ASCII letters, digits and signs, so that it needs no SASLprep */
    static String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            byte[] salted = salted(password, salt);
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key".getBytes(UTF_8)));
            byte[] server = hmac(salted, "Server Key".getBytes(UTF_8));
            return "SCRAM-SHA-256$" + ITERATIONS + ":" + text(salt) + "$" + text(stored) + ":" + text(server);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** PBKDF2 with one iteration: the HMAC of the salt and the number of the only block. */
    private static byte[] salted(String password, byte[] salt) throws GeneralSecurityException {
        Mac mac = mac(password.getBytes(UTF_8));
        mac.update(salt);
        return mac.doFinal(new byte[] {0, 0, 0, 1});
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        return mac(key).doFinal(message);
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
