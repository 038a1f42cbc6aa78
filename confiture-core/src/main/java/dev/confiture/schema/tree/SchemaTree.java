package dev.confiture.schema.tree;

import java.io.IOException;
import java.util.List;

/** Files below the project's root, as they are now or as they were at a git ref. */
public interface SchemaTree extends AutoCloseable {

    /**
     * Every file below a folder, hidden ones too.
     *
     * @param folder as the configuration writes it, with {@code /}
     * @return paths relative to the folder, with {@code /}, in any order
     * @throws dev.confiture.problem.ConfitureException if there is no such folder
     */
    List<String> files(String folder) throws IOException;

    /** One file that {@link #files} named. */
    byte[] read(String folder, String path) throws IOException;

    /** Equal for two names of one file. */
    String identity(String folder, String path) throws IOException;

    @Override
    void close();
}
