package io.hypha.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

@Command(name = "apply", description = "Create integrations, or replace those that there are.")
final class ApplyCommand extends DefinitionsCommand {
    private static final int CREATED = 201;

    ApplyCommand(Session session) {
        super(session);
    }

    @Override
    ObjectNode submit(ApiClient api, NamedDefinition definition) {
        ApiPath path = ApiPath.of("integrations", definition.id());
        long before = revision(api, path);
        ObjectNode body = object();
        body.set("config", definition.config());
        Reply reply = api.put(path, body);
        long now = reply.body().path("revision").asLong();
        String result = reply.status() == CREATED ? "created" : now == before ? "unchanged" : "updated";
        return object().put("result", result).put("revision", now);
    }

    /** 0 if there is none. */
    private static long revision(ApiClient api, ApiPath path) {
        try {
            return api.get(path).body().path("revision").asLong();
        } catch (ApiException e) {
            if (e.code().equals("integration_not_found")) {
                return 0;
            }
            throw e;
        }
    }
}
