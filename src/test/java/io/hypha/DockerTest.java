package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Documents;
import io.hypha.config.Setting;
import io.hypha.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What can be checked of docker/ without Docker: that it fits the rest of the project. */
class DockerTest {
    private static final String HEALTH_PORT =
            Setting.MANAGEMENT_PORT.defaultValue().orElseThrow();

    @Test
    void shouldCopyOnlyWhatThereIsAndWhatIsNotIgnored() throws IOException {
        List<String> allowed = Files.readAllLines(Path.of(".dockerignore"));
        List<String> copied = dockerfile().stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> line.split(" ", -1)[1])
                .toList();
        assertThat(copied).contains("pom.xml", "hypha", "routes", "docker/health");
        assertThat(copied).allSatisfy(name -> {
            assertThat(Path.of(name)).exists();
            assertThat(allowed).contains("!" + name);
        });
    }

    @Test
    void shouldExposeTheDefaultPorts() throws IOException {
        assertThat(dockerfile())
                .contains("EXPOSE " + Setting.HTTP_PORT.defaultValue().orElseThrow() + " " + HEALTH_PORT);
        assertThat(Files.readString(Path.of("docker/health"))).contains(":-" + HEALTH_PORT);
    }

    @Test
    void shouldComposeWithSettingsThatAreGood() throws IOException {
        Map<String, String> environment = new TreeMap<>();
        compose()
                .at("/services/hypha/environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        Path home = Path.of("/opt/hypha");
        assertThat(Settings.load(home, home.resolve("none"), environment, Map.of())
                        .insecure())
                .isTrue();
    }

    @Test
    void shouldPublishToThisMachineOnly() throws IOException {
        assertThat(compose().path("services")).allSatisfy(service -> assertThat(service.path("ports"))
                .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void shouldNeverHaveAPasswordInTheFile() throws IOException {
        assertThat(compose().findValues("environment"))
                .allSatisfy(environment -> environment.properties().forEach(variable -> {
                    if (variable.getKey().endsWith("PASSWORD")) {
                        assertThat(variable.getValue().asText()).matches("\\$\\{[A-Z_]+:\\?.*}");
                    }
                }));
    }

    @Test
    void shouldScrapeTheManagementPort() throws IOException {
        JsonNode job = yaml("docker/prometheus/prometheus.yml").at("/scrape_configs/0");
        assertThat(job.path("metrics_path").asText()).isEqualTo("/observe/metrics");
        assertThat(job.at("/static_configs/0/targets/0").asText()).isEqualTo("hypha:" + HEALTH_PORT);
    }

    private static List<String> dockerfile() throws IOException {
        return Files.readAllLines(Path.of("docker/Dockerfile"));
    }

    private static JsonNode compose() throws IOException {
        return yaml("docker/compose.yaml");
    }

    private static JsonNode yaml(String file) throws IOException {
        return Documents.yaml(Files.readAllBytes(Path.of(file)), file).root();
    }
}
