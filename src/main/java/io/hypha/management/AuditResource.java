package io.hypha.management;

import static io.vertx.core.http.HttpMethod.GET;

import io.hypha.access.Permission;
import io.hypha.audit.AuditLog;
import io.hypha.audit.AuditQuery;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who did what, newest first. */
final class AuditResource {
    private final AuditLog audit;

    AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.unlimited(GET, "/api/v1/audit", Permission.ADMINISTER, "audit.read", this::find));
    }

    private CompletionStage<Answer> find(Call call) {
        Query query = call.query().only("integration", "actor", "action", "from", "to", "limit");
        AuditQuery wanted = new AuditQuery(
                query.text("integration").orElse(null),
                query.text("actor").orElse(null),
                query.text("action").orElse(null),
                query.instant("from").orElse(null),
                query.instant("to").orElse(null),
                query.limit());
        return Answer.now(Page.all(audit.find(wanted)));
    }
}
