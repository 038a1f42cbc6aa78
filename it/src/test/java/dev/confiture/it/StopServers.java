package dev.confiture.it;

import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Stops every embedded server below the folders that it is given. */
public final class StopServers {

    private StopServers() {}

    public static void main(String[] folders) throws IOException {
        for (String folder : folders) {
            for (EmbeddedPostgres server : below(Path.of(folder))) {
                server.stop();
            }
        }
    }

    /** Every server that a project below a folder has, running or not. */
    static List<EmbeddedPostgres> below(Path folder) throws IOException {
        List<EmbeddedPostgres> servers = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    String name = each.getFileName().toString();
                    Path parent = each.getParent();
                    if (parent == null || !parent.endsWith(".confiture") || !name.startsWith("pg-")) {
                        return FileVisitResult.CONTINUE;
                    }
                    int major = Integer.parseInt(name.split("-", -1)[1]);
                    servers.add(
                            EmbeddedPostgres.at(each, EmbeddedOptions.durable().withMajor(major)));
                    return FileVisitResult.SKIP_SUBTREE;
                }
            });
        }
        return servers;
    }
}
