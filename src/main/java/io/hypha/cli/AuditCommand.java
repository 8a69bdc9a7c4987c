package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "audit", description = "Show who did what, when, with what outcome; newest first.")
final class AuditCommand extends RemoteCommand {
    private static final Table TABLE = Table.of(
            "AT=at",
            "ACTOR=actor",
            "DOOR=door",
            "ACTION=action",
            "INTEGRATION=integration_id",
            "OUTCOME=outcome",
            "DETAIL=detail");

    @Option(names = "--integration", paramLabel = "ID", description = "Of this integration only.")
    private String integration;

    @Option(names = "--actor", paramLabel = "NAME", description = "Of this key or file only.")
    private String actor;

    @Option(names = "--action", paramLabel = "ACTION", description = "Such as integration.register or execution.")
    private String action;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "Such as success; several between commas: unauthenticated,forbidden are all denials.")
    private String outcome;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before, such as 2026-01-31T08:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Not after.")
    private String to;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Events at most: ${DEFAULT-VALUE}.")
    private int limit;

    AuditCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        ApiPath path = ApiPath.of("audit")
                .with("integration", integration)
                .with("actor", actor)
                .with("action", action)
                .with("outcome", outcome)
                .with("from", from)
                .with("to", to)
                .with("limit", limit);
        output.show(api.listing(path, Pages.ITEMS), AuditCommand::table);
        return ExitCode.OK;
    }

    private static String table(JsonNode answer) {
        String events = TABLE.render(answer.path("items"), "No such events.");
        long dropped = answer.path("dropped").asLong();
        return dropped == 0
                ? events
                : events + System.lineSeparator() + dropped
                        + " events were dropped since the start, as they came faster than they could be stored.";
    }
}
