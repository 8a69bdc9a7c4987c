package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "execute",
        description = "Execute an action of an integration.",
        footer = {
            "",
            "The result goes to standard output, what is known of the call to standard error.",
            "Examples:",
            "  hypha execute my_integration get_data -p id=123",
            "  hypha execute shop query -p sql='select * from orders where id = :id' -p params:='{\"id\": 7}'"
        })
final class ExecuteCommand extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The integration.")
    private String id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "What it should do; without, the params are sent as the whole document.")
    private String action;

    @Mixin
    private ParamOptions params;

    ExecuteCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        Reply reply = api.post(
                ApiPath.of("integrations", id, "execute"),
                document(params.read(session().terminal())));
        output.show(reply.body(), ExecuteCommand::result);
        output.note(summary(reply.body()));
        return ExitCode.OK;
    }

    private ObjectNode document(ObjectNode given) {
        if (action == null) {
            return given;
        }
        ObjectNode document = object().put("action", action);
        document.set("params", given);
        return document;
    }

    private static String result(JsonNode execution) {
        JsonNode result = execution.path("result");
        return result.isTextual() ? Printable.text(result.asText()) : Printable.json(Output.pretty(result));
    }

    private static String summary(JsonNode execution) {
        int attempts = execution.path("attempts").asInt();
        return execution.path("outcome").asText() + " ("
                + execution.path("source").asText() + ") in "
                + execution.path("duration_ms").asLong() + " ms, " + attempts
                + (attempts == 1 ? " attempt" : " attempts")
                + "; execution " + execution.path("execution_id").asText();
    }
}
