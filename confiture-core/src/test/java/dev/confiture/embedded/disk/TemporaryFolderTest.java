package dev.confiture.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @Test
    void aFolderHasRoomIfItIsThereAndAsMuchIsFree(@TempDir Path there) throws IOException {
        assertThat(TemporaryFolder.hasRoom(there, 1)).isTrue();
        assertThat(TemporaryFolder.hasRoom(there, Long.MAX_VALUE)).isFalse();
        assertThat(TemporaryFolder.hasRoom(there.resolve("absent"), 1)).isFalse();
        assertThat(TemporaryFolder.hasRoom(Files.createFile(there.resolve("file")), 1))
                .isFalse();
    }

    @Test
    void eachIsNewAndForTheUserAlone() throws IOException {
        Path one = TemporaryFolder.create("confiture-test-");
        Path two = TemporaryFolder.create("confiture-test-");
        try {
            assertThat(one).isEmptyDirectory().isNotEqualTo(two);
            if (DirectoryTree.isPosix(one)) {
                assertThat(Files.getPosixFilePermissions(one)).hasSize(3);
            }
        } finally {
            Files.delete(one);
            Files.delete(two);
        }
    }
}
