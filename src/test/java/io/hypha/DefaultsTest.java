package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Documents;
import io.hypha.config.Setting;
import io.hypha.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What config/ says beside the code. */
class DefaultsTest {
    private static final Path PROPERTIES = Path.of("config/application.properties");

    @Test
    void shouldNameEachSettingWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(PROPERTIES)) {
            if (line.startsWith("#hypha.")) {
                String[] parts = line.substring(1).split("=", 2);
                documented.put(parts[0], parts[1]);
            }
        }
        Map<String, String> real = new TreeMap<>();
        Arrays.stream(Setting.values())
                .forEach(setting ->
                        real.put(setting.key(), setting.defaultValue().orElse("")));
        assertThat(documented).isEqualTo(real);
    }

    @Test
    void shouldChangeNothingAsDelivered() {
        Path home = Path.of("").toAbsolutePath();
        assertThat(Settings.load(home, PROPERTIES, Map.of(), Map.of()))
                .hasToString(
                        Settings.load(home, Path.of("none"), Map.of(), Map.of()).toString());
    }

    @Test
    void shouldHaveAnExampleThatIsYamlOnceItIsUncommented() throws IOException {
        String example = Files.readString(Path.of("config/config.yaml"))
                .lines()
                .skip(2)
                .map(line -> line.substring(1))
                .reduce("", (text, line) -> text + line + "\n");
        assertThat(Documents.yaml(example.getBytes(StandardCharsets.UTF_8), "config.yaml")
                        .root()
                        .path("integrations")
                        .fieldNames())
                .toIterable()
                .containsExactly("my_integration", "other_integration");
    }
}
