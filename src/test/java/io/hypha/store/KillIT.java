package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.integration.Registration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    @TempDir
    Path data;

    @RepeatedTest(6)
    void shouldKeepWhatWasAcknowledgedBeforeTheProcessWasKilled(RepetitionInfo round) throws IOException {
        long saved = 0;
        try (Writer writer = Writer.start(data)) {
            // Another moment each round: in the very first commits, and later.
            for (int n = 0; n < round.getCurrentRepetition() * round.getCurrentRepetition(); n++) {
                saved = writer.acknowledged();
            }
            saved = writer.kill(saved);
        }

        try (Database database = Database.open(StoreSettings.under(data))) {
            Registration kept =
                    new JdbcRegistry(database, new PlainCipher()).all().get(0);
            // The last one may have been saved without being said.
            assertThat(kept.revision()).isBetween(saved, saved + 1);
            assertThat(kept.config()).isEqualTo(Samples.config(kept.revision()));
        }
    }
}
