package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, http://127.0.0.1:9",
        "0.0.0.0, true, http://127.0.0.1:9",
        "0.0.0.0, false, https://127.0.0.1:9"
    })
    void shouldSpeakPlainHttpToProbesWhereThatIsAllowed(String host, String insecure, String expected) {
        Map<String, String> options = new HashMap<>();
        options.put("hypha.http.tls.certificate", "certificate.pem");
        options.put("hypha.http.tls.key", "key.pem");
        options.put("hypha.management.host", host);
        options.put("hypha.insecure", insecure);
        Path home = Path.of("/opt/hypha");
        Settings settings = Settings.load(home, home.resolve("none"), Map.of(), options);

        assertThat(Listening.observe(settings, 9)).hasToString(expected);
        assertThat(Listening.observe(settings).certificate().isPresent()).isEqualTo(expected.startsWith("https"));
        assertThat(Listening.api(settings, 9)).hasScheme("https");
    }

    @Test
    void shouldNameTheSettingOfAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Map<String, String> options = Map.of("hypha.http.port", "0", "hypha.management.port", port);
            Settings settings = Settings.load(Path.of("/opt/hypha"), Path.of("none"), Map.of(), options);

            assertThatThrownBy(() -> Listening.checkFree(settings))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContainingAll("127.0.0.1:" + port, "--management-port", "hypha.management.port")
                    .hasMessageNotContaining("hypha.http.port");
        }
    }
}
