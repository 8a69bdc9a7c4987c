package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RemoteCommandsTest extends RemoteTest {
    @Test
    void shouldNotTakeAnotherServerForAnEmptyHypha() {
        api.answer("GET /api/v1/integrations?limit=1000", 200, "{}")
                .answer("GET /api/v1/report", 200, "{\"ok\": true}");
        for (String command : new String[] {"list", "report"}) {
            assertThat(shell.run(command)).isEqualTo(1);
            assertThat(shell.err()).contains("not as Hypha does; check the address");
        }
    }

    @Test
    void shouldListAllPagesAsTable() {
        api.answer(
                        "GET /api/v1/integrations?limit=1000",
                        200,
                        """
                        {"items": [{"id": "crm", "connector": "rest", "state": "running", "revision": 12, "owner": "api"}],
                         "next": "/api/v1/integrations?after=crm"}
                        """)
                .answer(
                        "GET /api/v1/integrations?after=crm",
                        200,
                        """
                        {"items": [{"id": "warehouse", "connector": "postgresql", "state": "failed", "revision": 1,
                          "owner": "file:w.yaml", "problem": "no route\\u001b[31m to host"}]}
                        """);
        assertThat(shell.run("list")).isZero();
        assertThat(shell.out().lines())
                .containsExactly(
                        "ID         CONNECTOR   STATE    REVISION  OWNER        PROBLEM",
                        "crm        rest        running  12        api          -",
                        "warehouse  postgresql  failed   1         file:w.yaml  no route [31m to host");
    }

    @Test
    void shouldNotFollowPagesElsewhere() {
        api.answer("GET /api/v1/integrations?limit=1000", 200, "{\"items\": [], \"next\": \"//evil.example/api\"}");
        assertThat(shell.run("list")).isEqualTo(1);
        assertThat(shell.err()).contains("outside of the API");
    }

    @Test
    void shouldSayWhatToDoWhereNothingIsListed() {
        api.answer("GET /api/v1/integrations?limit=1000", 200, "{\"items\": []}");
        shell.run("list");
        assertThat(shell.out()).contains("./hypha register -f FILE");
    }

    @Test
    void shouldPrintJsonForPrograms() {
        api.answer("GET /api/v1/integrations/crm/status", 200, "{\"id\":\"crm\",\"p95_ms\":1.23456}");
        assertThat(shell.run("status", "crm", "-o", "json")).isZero();
        assertThat(shell.out()).containsIgnoringWhitespaces("{\"id\":\"crm\",\"p95_ms\":1.23456}");
    }

    @Test
    void shouldOutlineStatus() {
        api.answer(
                "GET /api/v1/integrations/crm/status",
                200,
                """
                {"id": "crm", "is_active": true, "last_success": "2026-01-31T08:00:00.123456Z", "last_error": null,
                 "average_response_time": 1.23456, "routes": ["crm@1", "crm@1-call"], "execution_count": 0}
                """);
        assertThat(shell.run("status", "crm")).isZero();
        assertThat(shell.out().lines())
                .containsExactly(
                        "id: crm",
                        "is_active: true",
                        "last_success: 2026-01-31T08:00:00Z",
                        "average_response_time: 1.2",
                        "routes: crm@1,crm@1-call",
                        "execution_count: 0");
    }

    @Test
    void shouldReportAllWhereNoneIsNamed() {
        api.answer(
                "GET /api/v1/report",
                200,
                "{\"total\": 1, \"integrations\": [{\"id\": \"crm\", \"state\": \"degraded\", \"success_rate\": 50.0}]}");
        assertThat(shell.run("status")).isZero();
        assertThat(shell.out())
                .contains("SUCCESS_%")
                .contains("crm")
                .contains("degraded")
                .contains("50.0");
    }

    @Test
    void shouldShowProblemForPeople() {
        assertThat(shell.run("get", "crn")).isEqualTo(1);
        assertThat(shell.err().lines())
                .containsExactly(
                        "error: No such integration (404 integration_not_found)",
                        "there is no integration 'crn'; did you mean 'crm'?");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void shouldPrintProblemDocumentForPrograms() {
        assertThat(shell.run("get", "crn", "-o", "json")).isEqualTo(1);
        assertThat(shell.out()).contains("\"code\" : \"integration_not_found\"");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void shouldEncodeWhatIsNoId() {
        shell.run("get", "../keys?a=b");
        assertThat(api.last().call()).isEqualTo("GET /api/v1/integrations/..%2Fkeys%3Fa%3Db");
        shell.run("get", "..");
        assertThat(api.last().call()).isEqualTo("GET /api/v1/integrations/%2E%2E");
    }

    @Test
    void shouldChangeLifecycle() {
        api.answer("POST /api/v1/integrations/crm/pause", 200, "{\"id\": \"crm\", \"state\": \"paused\"}");
        assertThat(shell.run("pause", "crm")).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("crm is paused");
    }

    @Test
    void shouldUnregister() {
        api.answer("DELETE /api/v1/integrations/crm", 204, "");
        assertThat(shell.run("unregister", "crm")).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("crm: unregistered");
    }

    @Test
    void shouldListFilesWithTheirProblems() {
        api.answer(
                "GET /api/v1/routes",
                200,
                """
                {"items": [{"path": "bad.yaml", "kind": "routes", "state": "rejected", "since": "2026-01-31T08:00:00Z",
                  "provides": [], "problems": [{"pointer": "/0/route", "rule": "unknown", "message": "is not known",
                  "line": 3, "suggestion": "from"}]}]}
                """);
        assertThat(shell.run("routes")).isZero();
        assertThat(shell.out()).contains("bad.yaml: line 3: /0/route: is not known (did you mean 'from'?)");
    }

    @Test
    void shouldFilterAudit() {
        api.answer(
                "GET /api/v1/audit?integration=crm&from=2026-01-31T08%3A00%3A00Z&limit=5",
                200,
                "{\"items\": [{\"at\": \"2026-01-31T09:00:00Z\", \"actor\": \"ann\", \"action\": \"execution\"}]}");
        assertThat(shell.run("audit", "--integration", "crm", "--from", "2026-01-31T08:00:00Z", "--limit", "5"))
                .isZero();
        assertThat(shell.out()).contains("2026-01-31T09:00:00Z  ann").doesNotContain("dropped");
    }

    @Test
    void shouldShowDenialsAndWhatIsMissing() {
        api.answer(
                "GET /api/v1/audit?outcome=unauthenticated%2Cforbidden&limit=50",
                200, "{\"items\": [{\"actor\": \"ann\", \"action\": \"execution\"}], \"dropped\": 7}");
        assertThat(shell.run("audit", "--outcome", "unauthenticated,forbidden")).isZero();
        assertThat(shell.out()).contains("ann").contains("7 events were dropped");
    }

    @Test
    void shouldListConnectors() {
        api.answer("GET /api/v1/connectors", 200, "{\"items\": [{\"name\": \"rest\", \"family\": \"api\"}]}")
                .answer("GET /api/v1/connectors/rest", 200, "{\"name\": \"rest\", \"actions\": {\"GET /\": {}}}");
        shell.run("connectors");
        assertThat(shell.out()).contains("rest").contains("api");
        shell.run("connectors", "rest");
        assertThat(shell.out()).contains("name: rest");
    }

    @Test
    void shouldSayThatAStrangerAnswered() {
        api.answer("GET /api/v1/report", 200, "<html>welcome</html>").answer("GET /api/v1/keys", 502, "[]");
        assertThat(shell.run("report")).isEqualTo(1);
        assertThat(shell.err()).contains("not as Hypha does");
        assertThat(shell.run("keys", "list")).isEqualTo(1);
        assertThat(shell.err()).contains("answered 502");
    }

    @Test
    void shouldSendAdminKeyOfThisMachine() throws IOException {
        adminKey("local-admin-key\n");
        shell.run("report");
        assertThat(api.last().authorization()).isEqualTo("Bearer local-admin-key");
    }

    @Test
    void shouldPreferKeyOfEnvironment() throws IOException {
        adminKey("local-admin-key");
        shell.with("HYPHA_API_KEY", "mine").run("report");
        assertThat(api.last().authorization()).isEqualTo("Bearer mine");
    }

    @Test
    void shouldPreferKeyFileToAll() throws IOException {
        Path file = Files.writeString(home.resolve("other.key"), "other\n");
        shell.with("HYPHA_API_KEY", "mine").run("report", "--key-file", file.toString());
        assertThat(api.last().authorization()).isEqualTo("Bearer other");
    }

    @Test
    void shouldTellThatKeyFileIsMissing() {
        assertThat(shell.run("report", "--key-file", home.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(shell.err()).contains("none cannot be read");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void shouldTellWhereKeysComeFromIfNoneIsGood() {
        api.answer(
                "GET /api/v1/report",
                401,
                "{\"title\": \"API key needed\", \"status\": 401, \"code\": \"unauthenticated\", \"detail\": \"no key\"}");
        assertThat(shell.run("report")).isEqualTo(1);
        assertThat(shell.err()).contains("HYPHA_API_KEY").contains("admin.key");
    }

    private void adminKey(String key) throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data").resolve("admin.key"), key);
    }
}
