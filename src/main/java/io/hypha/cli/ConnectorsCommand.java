package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "connectors",
        description = "List the types of integrations, or show the parameters and actions of one.")
final class ConnectorsCommand extends RemoteCommand {
    private static final Table TABLE = Table.of("NAME=name", "FAMILY=family", "TITLE=title");

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The connector; without, all of them.")
    private String name;

    ConnectorsCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        if (name == null) {
            output.show(
                    api.listing(ApiPath.of("connectors"), Pages.ITEMS),
                    answer -> TABLE.render(answer.path("items"), "No connectors; is routes/connectors there?"));
        } else {
            output.show(api.get(ApiPath.of("connectors", name)).body(), Outline::of);
        }
        return ExitCode.OK;
    }
}
