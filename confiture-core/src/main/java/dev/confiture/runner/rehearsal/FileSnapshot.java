package dev.confiture.runner.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which file each relation has, as everybody sees it. A statement outside a transaction has committed when it ends, so two
 * of these tell what it replaced and built.
 *
 * @param files by the relation's number
 */
record FileSnapshot(Map<Long, RelationFile> files) {

    FileSnapshot {
        files = Map.copyOf(files);
    }

    /**
     * The file of one relation.
     *
     * @param name with its schema, quoted where needed
     * @param file another number when the server has written the relation anew
     * @param table that an index is on; 0 for what is no index
     */
    record RelationFile(String name, long file, long table) {}

    /** Relations with another file than before, by name. */
    List<String> rewrittenSince(FileSnapshot before) {
        return files.entrySet().stream()
                .filter(relation -> before.find(relation.getKey())
                        .filter(old -> old.file() != relation.getValue().file())
                        .isPresent())
                .map(relation -> relation.getValue().name())
                .sorted()
                .toList();
    }

    /** Numbers of the indexes that were not there before, on tables that were. */
    List<Long> indexesSince(FileSnapshot before) {
        return files.entrySet().stream()
                .filter(relation -> before.find(relation.getKey()).isEmpty())
                .filter(relation -> before.find(relation.getValue().table()).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Optional<RelationFile> find(long relation) {
        return Optional.ofNullable(files.get(relation));
    }
}
