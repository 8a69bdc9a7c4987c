package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "routes",
        description = "List the files of the routes folder, and what is wrong with those that were rejected.")
final class RoutesCommand extends RemoteCommand {
    private static final Table TABLE =
            Table.of("FILE=path", "KIND=kind", "STATE=state", "SINCE=since", "PROVIDES=provides");

    RoutesCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        output.show(api.listing(ApiPath.of("routes"), Pages.ITEMS), RoutesCommand::describe);
        return ExitCode.OK;
    }

    private static String describe(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        lines.add(TABLE.render(answer.path("items"), "No files yet."));
        for (JsonNode file : answer.path("items")) {
            file.path("problems")
                    .forEach(problem ->
                            lines.add(Printable.line(file.path("path").asText() + ": " + ProblemText.line(problem))));
        }
        return String.join("\n", lines);
    }
}
