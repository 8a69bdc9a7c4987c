package io.hypha.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "200ms,PT0.2S",
        "10s,PT10S",
        "1.5s,PT1.5S",
        "30,PT30S",
        "0.5,PT0.5S",
        "1m,PT1M",
        "2h,PT2H",
        "90d,PT2160H",
        "10 s,PT10S",
        "0,PT0S",
        "36500d,PT876000H"
    })
    void shouldParse(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "-1s", "1w", "1.s", ".5s", "1e3", "1s2ms", "10 seconds", "9999999999999", "1\n s", "٣s"
            })
    void shouldRefuse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("must be a duration like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "999999999999d"})
    void shouldRefuseWhatCannotBeCountedInNanoseconds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("must be at most 36500d");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0s",
        "PT0.2S,200ms",
        "PT1.5S,1500ms",
        "PT90S,90s",
        "PT2M,2m",
        "PT36H,36h",
        "P90D,90d",
        "PT0.0000005S,0.0005ms"
    })
    void shouldFormat(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @Test
    void shouldReadWhatItWrote() {
        Duration odd = Duration.ofSeconds(12_345, 678_900_001);

        assertThat(Durations.parse(Durations.format(odd))).isEqualTo(odd);
    }
}
