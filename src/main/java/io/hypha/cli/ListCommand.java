package io.hypha.cli;

import picocli.CommandLine.Command;

@Command(name = "list", description = "List the integrations.")
final class ListCommand extends RemoteCommand {
    private static final Table TABLE = Table.of(
            "ID=id", "CONNECTOR=connector", "STATE=state", "REVISION=revision", "OWNER=owner", "PROBLEM=problem");

    ListCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        output.show(
                Pages.all(api, ApiPath.of("integrations").with("limit", 1000)),
                answer -> TABLE.render(
                        answer.path("items"), "No integrations yet; register one with: ./hypha register -f FILE"));
        return ExitCode.OK;
    }
}
