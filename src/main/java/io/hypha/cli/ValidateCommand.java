package io.hypha.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

@Command(name = "validate", description = "Check definitions; nothing is kept.")
final class ValidateCommand extends DefinitionsCommand {
    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    ObjectNode submit(ApiClient api, NamedDefinition definition) {
        ObjectNode answer =
                api.post(ApiPath.validation(), definition.body()).body().deepCopy();
        if (answer.path("valid").asBoolean()) {
            return object().put("result", "valid");
        }
        throw new ApiException(answer.put("title", "Invalid definition"));
    }
}
