package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KeysCommandsTest extends RemoteTest {
    private static final String CREATED = "{\"key\": \"hypha_abc\", \"id\": \"k1\", \"name\": \"agent\"}";

    @Test
    void shouldCreateKeyAndPrintNothingElseToStandardOutput() throws IOException {
        api.answer("POST /api/v1/keys", 201, CREATED);
        assertThat(shell.run(
                        "keys",
                        "create",
                        "agent",
                        "--role",
                        "executor",
                        "--integration",
                        "crm,shop",
                        "--action",
                        "a",
                        "--expires",
                        "2027-01-31T00:00:00Z"))
                .isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("hypha_abc");
        assertThat(shell.err()).contains("key k1 of agent").doesNotContain("hypha_abc");
        assertThat(Json.mapper().readTree(api.last().body()))
                .isEqualTo(
                        Json.mapper()
                                .readTree(
                                        """
                                        {"name": "agent", "role": "executor", "integrations": ["crm", "shop"],
                                         "actions": ["a"], "expires_at": "2027-01-31T00:00:00Z"}
                                        """));
    }

    @Test
    void shouldTellWhatToDoWithAKeyThatCannotBeWritten() {
        api.answer("POST /api/v1/keys", 201, CREATED);
        for (String format : new String[] {"table", "json"}) {
            assertThat(shell.diskIsFull().run("keys", "create", "agent", "--role", "viewer", "-o", format))
                    .isEqualTo(1);
            assertThat(shell.err())
                    .contains("key k1 was made", "keys rotate k1", "keys revoke k1")
                    .doesNotContain("hypha_abc");
        }
    }

    @Test
    void shouldDemandARole() {
        assertThat(shell.run("keys", "create", "agent")).isEqualTo(2);
        assertThat(shell.err()).contains("--role");
    }

    @Test
    void shouldListKeys() {
        api.answer(
                "GET /api/v1/keys",
                200,
                "{\"items\": [{\"id\": \"k1\", \"name\": \"agent\", \"role\": \"executor\", \"integrations\": [\"a\", \"b\"]}]}");
        assertThat(shell.run("keys", "list")).isZero();
        assertThat(shell.out()).contains("k1  agent  executor  a,b");
    }

    @Test
    void shouldRotateAndRevoke() {
        api.answer("POST /api/v1/keys/k1/rotate", 200, CREATED).answer("DELETE /api/v1/keys/k1", 204, "");
        assertThat(shell.run("keys", "rotate", "k1")).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("hypha_abc");
        assertThat(shell.run("keys", "revoke", "k1")).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("k1: revoked");
    }
}
