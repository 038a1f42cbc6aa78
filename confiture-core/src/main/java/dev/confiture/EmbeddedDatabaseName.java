package dev.confiture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a module's database is called on the embedded server that it shares with the other modules of its build, where
 * the URL names none: {@code shop_local}, by the module's folder and the environment. Where another module could come to
 * the same name, a hash of both tells them apart: {@code shop_local_1f2e3d4c}.
 */
final class EmbeddedDatabaseName {

    /** PostgreSQL cuts longer ones off. */
    private static final int MAX_LENGTH = 63;

    /** Two folders with such names never become the same words: only {@code -} is replaced. */
    private static final Pattern PLAIN_FOLDER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Pattern PLAIN_ENVIRONMENT = Pattern.compile("[a-z0-9-]+");

    private EmbeddedDatabaseName() {}

    /**
     * @param serverRoot the folder of the build's topmost module
     * @param module a module's folder, which may be the same
     */
    static String of(Path serverRoot, Path module, String environment) {
        String below = relative(serverRoot, module);
        String folder = name(module);
        String plain = words(folder) + "_" + environment;
        boolean unique = isRootOrChild(below)
                && PLAIN_FOLDER.matcher(folder).matches()
                && PLAIN_ENVIRONMENT.matcher(environment).matches()
                && (below.isEmpty() || !words(folder).equals(words(name(serverRoot))))
                && plain.length() <= MAX_LENGTH;
        return unique ? plain : told(plain, below + "\n" + environment);
    }

    private static String told(String name, String difference) {
        String ascii = name.replaceAll("[^\\x21-\\x7e]", "_");
        String end = "_" + hash(difference);
        return ascii.substring(Math.max(0, ascii.length() + end.length() - MAX_LENGTH)) + end;
    }

    /** With {@code /}; empty for the same folder. */
    private static String relative(Path serverRoot, Path module) {
        Path from = serverRoot.toAbsolutePath().normalize();
        Path to = module.toAbsolutePath().normalize();
        Path below = from.getRoot() == null || !from.getRoot().equals(to.getRoot()) ? to : from.relativize(to);
        return below.toString().replace('\\', '/');
    }

    private static boolean isRootOrChild(String below) {
        return !below.contains("/") && !below.equals("..");
    }

    private static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    private static String words(String folder) {
        return folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    private static String hash(String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", hash.getValue());
    }
}
