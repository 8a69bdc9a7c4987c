package io.hypha.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Create an API key; it is shown once.")
final class KeysCreateCommand extends RemoteCommand {
    @Parameters(paramLabel = "NAME", description = "Whose key it is: the audit names it so.")
    private String name;

    @Option(names = "--role", required = true, description = "viewer, executor, operator or admin.")
    private String role;

    @Option(
            names = "--integration",
            paramLabel = "ID",
            split = ",",
            description = "Good for this integration only; may be given several times.")
    private List<String> integrations = new ArrayList<>();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            split = ",",
            description = "Good for this action only; may be given several times.")
    private List<String> actions = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "Good until then, such as 2027-01-31T00:00:00Z, or so long from now: 12h, 30d, P30D.")
    private String expires;

    KeysCreateCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        ObjectNode body = object().put("name", name).put("role", role);
        integrations.forEach(body.withArray("integrations")::add);
        actions.forEach(body.withArray("actions")::add);
        if (expires != null) {
            body.put("expires_at", Expiry.of(expires, Instant.now()));
        }
        NewKey.show(api.post(ApiPath.of("keys"), body), output);
        return ExitCode.OK;
    }
}
