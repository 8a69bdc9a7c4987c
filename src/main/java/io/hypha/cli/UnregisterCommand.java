package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unregister", description = "Remove an integration, when its calls in flight have ended.")
final class UnregisterCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The integration.")
    private String id;

    UnregisterCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        api.delete(ApiPath.of("integrations", id));
        output.show(
                object().put("id", id).put("result", "unregistered"), answer -> Printable.line(id + ": unregistered"));
        return ExitCode.OK;
    }
}
