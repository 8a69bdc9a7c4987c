package io.hypha.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The integrations that run on a connector. Thread-safe. */
final class ConnectorUsers {
    /** Enough to see what is wrong. */
    private static final int MOST = 10;

    private final Slots slots;
    private final Deployments deployments;

    ConnectorUsers(Slots slots, Deployments deployments) {
        this.slots = slots;
        this.deployments = deployments;
    }

    static boolean uses(Slot slot, String connector) {
        Live live = slot.live();
        return live != null && live.definition().connector().name().equals(connector);
    }

    /** Why the first of those that run on this connector's namesake could not be built with it. */
    List<Problem> objections(Connector next) {
        BiConsumer<String, ObjectNode> check = deployments.checkOn(next);
        return slots.all().stream()
                .filter(slot -> uses(slot, next.name()))
                .flatMap(slot -> objection(slot.registration(), check).stream())
                .limit(MOST)
                .toList();
    }

    private static Optional<Problem> objection(Registration user, BiConsumer<String, ObjectNode> check) {
        try {
            check.accept(user.id(), user.config());
            return Optional.empty();
        } catch (InvalidDocumentException | IntegrationException e) {
            return Optional.of(Problem.of(
                    "",
                    "in_use",
                    "'" + user.id() + "' could not run on this version of its connector: " + e.getMessage()));
        }
    }
}
