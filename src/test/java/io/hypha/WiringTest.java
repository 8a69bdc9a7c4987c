package io.hypha;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    @Test
    void shouldSayWhatARoutesFolderLacks(@TempDir Path empty) {
        assertThatThrownBy(() -> Wiring.envelope(empty))
                .hasMessageContainingAll(empty.toString(), "lacks system", "copy the folders system and connectors");
    }
}
