package io.hypha.watch;

import io.hypha.connector.ConnectorFilesTarget;
import io.hypha.integration.IntegrationStatus;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Files of connectors. A changed one is deployed anew wherever it is used. */
final class ConnectorHandler implements FileHandler {
    private final ConnectorFilesTarget target;
    private final Integrations integrations;
    private final Map<Owner, String> names = new ConcurrentHashMap<>();

    ConnectorHandler(ConnectorFilesTarget target, Integrations integrations) {
        this.target = target;
        this.integrations = integrations;
    }

    @Override
    public CompletionStage<Outcome> apply(FileContent content) {
        try {
            String name = target.load(content.owner().name(), content.text());
            names.put(content.owner(), name);
            Outcome loaded = Outcome.loaded(List.of(name));
            return integrations.redeploy(name).thenApply(done -> loaded);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new Outcome(Outcome.problems(e), provides(content.owner()), true));
        }
    }

    @Override
    public CompletionStage<Void> remove(Owner owner) {
        names.remove(owner);
        target.remove(owner.name());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<String> provides(Owner owner) {
        String name = names.get(owner);
        return name == null ? List.of() : List.of(name);
    }

    /** The integrations that run on this file's connector. */
    List<String> users(Owner owner) {
        return integrations.statuses().stream()
                .filter(status -> status.connector().equals(names.get(owner)))
                .map(IntegrationStatus::id)
                .toList();
    }
}
