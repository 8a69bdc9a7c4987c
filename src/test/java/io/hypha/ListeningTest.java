package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
}
