package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show how an integration is doing, or all of them.")
final class StatusCommand extends RemoteCommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The integration; without, the report of all.")
    private String id;

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        if (id == null) {
            return ReportCommand.show(api, output);
        }
        output.show(api.get(ApiPath.of("integrations", id, "status")).body(), Outline::of);
        return ExitCode.OK;
    }
}
