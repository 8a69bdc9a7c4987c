package io.hypha.cli;

import picocli.CommandLine.Command;

@Command(name = "report", description = "Show how all integrations are doing, a line each.")
final class ReportCommand extends RemoteCommand {
    ReportCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        return show(api, output);
    }

    static int show(ApiClient api, Output output) {
        Table table = Table.of(
                "ID=id",
                "STATE=state",
                "HEALTH=health",
                "BREAKER=circuit_breaker",
                "CALLS=execution_count",
                "ERRORS=error_count",
                "SUCCESS_%=success_rate",
                "AVERAGE_MS=average_response_time",
                "P95_MS=p95_ms",
                "LAST=last_execution",
                "LAST_ERROR=last_error");
        output.show(
                api.listing(ApiPath.of("report"), "integrations"),
                answer -> table.render(answer.path("integrations"), "No integrations yet."));
        return ExitCode.OK;
    }
}
