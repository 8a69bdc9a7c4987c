package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Mixin;

/** A command that does one thing to each definition of a file. One that fails does not keep the others from being tried. */
abstract class DefinitionsCommand extends RemoteCommand {
    @Mixin
    private DefinitionFile file;

    DefinitionsCommand(Session session) {
        super(session);
    }

    /** Does it, and returns what there is to tell: the fields of this definition's part of the answer. */
    abstract ObjectNode submit(ApiClient api, NamedDefinition definition);

    @Override
    final int run(ApiClient api, Output output) {
        ArrayNode results = object().putArray("results");
        for (NamedDefinition definition : file.read(session().terminal())) {
            results.add(attempt(api, definition));
        }
        output.show(results, DefinitionsCommand::describe);
        return StreamSupport.stream(results.spliterator(), false).anyMatch(result -> result.has("problem"))
                ? ExitCode.FAILED
                : ExitCode.OK;
    }

    private ObjectNode attempt(ApiClient api, NamedDefinition definition) {
        ObjectNode result = object().put("id", definition.id());
        try {
            return result.setAll(submit(api, definition));
        } catch (ApiException e) {
            result.put("result", "refused");
            return result.set("problem", definition.locate(e.problem()));
        }
    }

    private static String describe(JsonNode results) {
        if (results.isEmpty()) {
            return "There are no definitions in it.";
        }
        return StreamSupport.stream(results.spliterator(), false)
                .map(DefinitionsCommand::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode result) {
        String line = result.path("id").asText() + ": " + result.path("result").asText();
        return result.has("problem") ? line + "\n" + ProblemText.of(result.path("problem")) : line;
    }
}
