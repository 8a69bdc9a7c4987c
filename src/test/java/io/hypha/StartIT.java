package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.cli.Host;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts the runtime as {@code hypha run} does. */
class StartIT {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final TestHome home = TestHome.create();

    @AfterEach
    void remove() {
        home.close();
    }

    @Test
    void shouldStartWithAnEncryptedAdminKey() {
        home.option(
                "hypha.admin-key",
                machine().encrypt(home.options(), TestHome.ADMIN).text());

        try (Host.Running running = machine().start(home.options())) {
            assertThat(output.toString(StandardCharsets.UTF_8))
                    .contains("API       " + running.api() + "/api/v1", "Key       the admin key you set", "Loaded    ")
                    .doesNotContain(TestHome.ADMIN);
        }
    }

    @Test
    void shouldSayWhichIntegrationsLoaded() {
        home.drop(
                "two.yaml",
                "integrations: {crm: {type: h2, connection: {}}, erp: {type: h2, connection: {}, timeot: 1}}");

        try (Host.Running running = machine().start(home.options())) {
            assertThat(output.toString(StandardCharsets.UTF_8))
                    .contains("Loaded    1 of 1 integrations: crm", "DEGRADED  two.yaml: ", "timeot");
        }
    }

    @Test
    void shouldNotPrintTheValueOfASettingThatCamelRefuses() {
        String encrypted =
                machine().encrypt(home.options(), "props-secret-4242").text();
        home.properties("camel.component.http.pasword=" + encrypted + "\n");

        assertThatThrownBy(() -> machine().start(home.options()))
                .hasMessageContaining("camel.component.http.pasword=******")
                .hasMessageNotContaining("props-secret-4242");
    }

    private ThisMachine machine() {
        return new ThisMachine(home.folder, home.environment(), new PrintStream(output, true, StandardCharsets.UTF_8));
    }
}
