package dev.confiture.generate.java;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One generated class with what it reads.
 *
 * @param source the Java text
 * @param sourcePath below a source folder: {@code db/migrations/AddUserBio.java}
 * @param resources texts by their path below a resource folder; mostly none
 */
public record SourceFiles(String sourcePath, String source, SortedMap<String, String> resources) {

    public SourceFiles {
        resources = new TreeMap<>(resources);
    }

    static SourceFiles of(String sourcePath, String source, Map<String, String> resources) {
        return new SourceFiles(sourcePath, source, new TreeMap<>(resources));
    }
}
