package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileTest {
    @Test
    void shouldRefuseToFillTheDisk(@TempDir Path folder) {
        DataFile file = new DataFile(folder.resolve("hypha.mv.db"), Long.MAX_VALUE);

        assertThatThrownBy(file::demandSpace)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("Free some space");
    }

    @Test
    void shouldMakeFolderAndFileForTheirOwnerOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("data/hypha.mv.db");

        new DataFile(file, 0).prepare();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/var/hypha/hypha",
                "jdbc:h2:/var/hypha/hypha;CACHE_SIZE=1000",
                "jdbc:h2:file:./data/hypha"
            })
    void shouldFindTheFile(String url) {
        assertThat(DataFile.of(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:h2:tcp://db/hypha", "jdbc:h2:~/hypha", "jdbc:postgresql://db/hypha"})
    void shouldFindNoFileWhereThereIsNoneToLookAt(String url) {
        assertThat(DataFile.of(url)).isEmpty();
    }
}
