package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://localhost",
                "http://",
                "http://a b",
                "http://user:pass@host",
                "http://host/path",
                "http://host?x=1"
            })
    void shouldRefuseWhatIsNoOrigin(String text) {
        assertThatThrownBy(() -> ApiAddress.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("http://127.0.0.1:8080");
    }

    @Test
    void shouldResolvePaths() {
        assertThat(ApiAddress.parse("https://host:1/").resolve(ApiPath.of("keys", "a/b")))
                .hasToString("https://host:1/api/v1/keys/a%2Fb");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, http://127.0.0.1:8080", "0.0.0.0, http://127.0.0.1:8080", "::1, http://[::1]:8080"})
    void shouldReachWhatSettingsSay(String host, String address) {
        Map<String, String> options = Map.of("hypha.http.host", host, "hypha.insecure", "true");
        Path home = Path.of(".").toAbsolutePath();
        assertThat(ApiAddress.of(Settings.load(home, home.resolve("none"), Map.of(), options)))
                .hasToString(address);
    }
}
