package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One of start, stop, pause, resume and restart: named where it is added. */
@Command
final class LifecycleCommand extends RemoteCommand {
    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The integration.")
    private String id;

    LifecycleCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        Reply reply = api.post(ApiPath.of("integrations", id, spec.name()), object());
        output.show(
                reply.body(),
                integration ->
                        Printable.line(id + " is " + integration.path("state").asText()));
        return ExitCode.OK;
    }
}
