package io.hypha.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

@Command(name = "register", description = "Register new integrations; an id that is taken is refused.")
final class RegisterCommand extends DefinitionsCommand {
    RegisterCommand(Session session) {
        super(session);
    }

    @Override
    ObjectNode submit(ApiClient api, NamedDefinition definition) {
        Reply reply = api.post(ApiPath.of("integrations"), definition.body());
        return object().put("result", "registered")
                .put("revision", reply.body().path("revision").asLong());
    }
}
