package io.hypha.cli;

import picocli.CommandLine.Command;

@Command(name = "list", description = "List the API keys; the keys themselves are not kept.")
final class KeysListCommand extends RemoteCommand {
    private static final Table TABLE = Table.of(
            "ID=id",
            "NAME=name",
            "ROLE=role",
            "INTEGRATIONS=integrations",
            "ACTIONS=actions",
            "CREATED=created_at",
            "EXPIRES=expires_at",
            "REVOKED=revoked_at");

    KeysListCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        output.show(
                api.listing(ApiPath.of("keys"), Pages.ITEMS), answer -> TABLE.render(answer.path("items"), "No keys."));
        return ExitCode.OK;
    }
}
