package io.hypha.management;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.hypha.audit.AuditQuery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Who did what, newest first. */
final class AuditResource {
    private final AuditLog audit;

    AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    /** @param dropped how many events were lost since start, as they came faster than they could be stored */
    record Events(List<AuditEvent> items, long dropped) {}

    Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(Endpoint.FIND_AUDIT, this::find);
    }

    private CompletionStage<Answer> find(Call call) {
        Query query = call.query();
        AuditQuery wanted = new AuditQuery(
                query.text("integration").orElse(null),
                query.text("actor").orElse(null),
                query.text("action").orElse(null),
                query.list("outcome"),
                query.instant("from").orElse(null),
                query.instant("to").orElse(null),
                query.limit());
        return Answer.now(new Events(audit.find(wanted), audit.dropped()));
    }
}
