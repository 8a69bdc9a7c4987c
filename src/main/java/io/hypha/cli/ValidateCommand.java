package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

@Command(name = "validate", description = "Check definitions; nothing is kept.")
final class ValidateCommand extends DefinitionsCommand {
    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    ObjectNode submit(ApiClient api, NamedDefinition definition) {
        JsonNode answer = api.post(ApiPath.validation(), definition.body()).body();
        if (answer.path("valid").asBoolean()) {
            return object().put("result", "valid");
        }
        throw new ApiException(invalid(answer.path("problems")));
    }

    /** As a definition is refused where it is not only checked. */
    private static ObjectNode invalid(JsonNode problems) {
        ObjectNode problem =
                object().put("title", "Invalid definition").put("status", 422).put("code", "invalid_definition");
        return problem.set("problems", problems);
    }
}
