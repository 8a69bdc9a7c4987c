package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show an integration's definition, its secrets masked.")
final class GetCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The integration.")
    private String id;

    GetCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        output.show(api.get(ApiPath.of("integrations", id)).body(), Outline::of);
        return ExitCode.OK;
    }
}
