package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullIT {
    @TempDir
    Path data;

    /** A limit of the file's length stands for the disk: to the program it is the same failed write. */
    @Test
    void shouldSayWhatToDoAndLoseNothingAcknowledgedWhereTheFileCannotBeWritten() throws IOException {
        List<String> said = new ArrayList<>();
        try (Writer writer = Writer.start(data, "bash", "-c", "ulimit -f 1024; exec \"$@\"", "limited")) {
            for (String line = writer.line(); line != null; line = writer.line()) {
                if (line.startsWith("saved ") || line.startsWith("failed ")) {
                    said.add(line);
                }
            }
        }

        assertThat(said).hasSizeGreaterThan(3);
        long saved = said.size() - 2L;
        assertThat(said.get(said.size() - 2))
                .startsWith("failed Cannot save integration 'crm' (h2:file:")
                .contains("free space");
        assertThat(said.get(said.size() - 1))
                .contains("an earlier write failed")
                .contains("Restart");
        try (Database database = Database.open(StoreSettings.under(data))) {
            assertThat(new JdbcRegistry(database, new PlainCipher())
                            .all()
                            .get(0)
                            .revision())
                    .isBetween(saved, saved + 1);
        }
    }
}
