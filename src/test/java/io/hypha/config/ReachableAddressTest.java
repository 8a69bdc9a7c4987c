package io.hypha.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachableAddressTest {
    @ParameterizedTest
    @CsvSource({
        "false, 127.0.0.1, http://127.0.0.1:8080",
        "true, hypha.example, https://hypha.example:8080",
        "false, 0.0.0.0, http://127.0.0.1:8080",
        "false, ::, http://127.0.0.1:8080",
        "false, [::], http://127.0.0.1:8080",
        "false, ::1, http://[::1]:8080",
        "false, [::1], http://[::1]:8080"
    })
    void shouldBeWhatClientsCanCall(boolean tls, String host, String expected) {
        assertThat(ReachableAddress.of(tls, host, 8080)).hasToString(expected);
    }
}
