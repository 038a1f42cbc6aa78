package dev.confiture.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A Maven at a terminal with a person before it: {@code script} of Linux makes the terminal. */
public final class Terminal {

    private final File project;
    private final List<String> command;

    /**
     * @param maven its home
     * @param repository where everything is that the command needs
     */
    public Terminal(File project, String maven, File repository) {
        this.project = project;
        this.command = List.of(
                maven + "/bin/mvn", "-o", "-ntp", "-Dmaven.repo.local=" + repository, "-Dmaven.legacyLocalRepo=true");
    }

    /**
     * Runs goals, and answers the questions in their order, each once it is asked.
     *
     * @return what the terminal showed
     */
    public String run(String goals, List<String> answers) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add(goals);
        Process process = new ProcessBuilder("script", "-qec", String.join(" ", words), "/dev/null")
                .directory(project)
                .redirectErrorStream(true)
                .start();
        StringBuilder shown = new StringBuilder();
        try (InputStream output = process.getInputStream();
                OutputStream keys = process.getOutputStream()) {
            int answered = 0;
            byte[] bytes = new byte[4096];
            for (int read = output.read(bytes); read >= 0; read = output.read(bytes)) {
                shown.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                int asked = shown.toString().split("\\[y/N\\] ", -1).length - 1;
                if (asked > answered && answered < answers.size()) {
                    keys.write((answers.get(answered) + "\n").getBytes(StandardCharsets.UTF_8));
                    keys.flush();
                    answered++;
                }
            }
        }
        process.waitFor();
        return shown.toString();
    }
}
