package dev.confiture.maven.goal;

import java.io.Console;

/** The person at the terminal. */
final class Keyboard {

    private Keyboard() {}

    /**
     * Whether somebody says yes. Without a terminal there is nobody to ask, whatever Maven was told.
     *
     * @param question without the possible answers
     */
    @SuppressWarnings("SystemConsoleNull") // up to JDK 21 it is null; later ones answer with the end of the input
    static boolean agrees(String question) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().matches("(?i)y|yes");
    }
}
