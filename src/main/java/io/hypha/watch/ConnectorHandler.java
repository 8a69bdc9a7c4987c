package io.hypha.watch;

import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorFilesTarget;
import io.hypha.integration.IntegrationStatus;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Files of connectors. A changed one is deployed anew wherever it is used. */
final class ConnectorHandler implements FileHandler {
    private final ConnectorFilesTarget target;
    private final Integrations integrations;
    private final Map<Owner, String> names = new ConcurrentHashMap<>();
    private final Set<Owner> untried = ConcurrentHashMap.newKeySet();
    private volatile boolean starting = true;

    ConnectorHandler(ConnectorFilesTarget target, Integrations integrations) {
        this.target = target;
        this.integrations = integrations;
    }

    @Override
    public CompletionStage<Outcome> apply(FileContent content) {
        return starting ? load(content) : change(content);
    }

    /** Trials would make the start take twice as long: they follow when the first calls have been answered. */
    private CompletionStage<Outcome> load(FileContent content) {
        Owner owner = content.owner();
        String name = target.load(owner.name(), content.document(), content.text());
        names.put(owner, name);
        untried.add(owner);
        return CompletableFuture.completedFuture(Outcome.loaded(List.of(name)));
    }

    private CompletionStage<Outcome> change(FileContent content) {
        Owner owner = content.owner();
        boolean first = untried.remove(owner);
        return target.read(owner.name(), content.document(), content.text())
                .thenCompose(candidate -> take(owner, candidate))
                .exceptionally(thrown -> refused(owner, first, thrown));
    }

    private Outcome refused(Owner owner, boolean first, Throwable thrown) {
        if (first && users(owner).isEmpty()) {
            remove(owner);
        }
        return new Outcome(Outcome.problems(thrown), provides(owner), true);
    }

    /** From now on connectors are tried before they take effect. Those that are to be tried yet. */
    Set<Owner> loaded() {
        starting = false;
        return Set.copyOf(untried);
    }

    private CompletionStage<Outcome> take(Owner owner, ConnectorFilesTarget.Candidate candidate) {
        Connector connector = candidate.connector();
        try (candidate) {
            if (!candidate.isNew()) {
                return CompletableFuture.completedFuture(
                        new Outcome(candidate.doubts(), List.of(connector.name()), false, true));
            }
            List<Problem> objections = integrations.objections(connector);
            if (!objections.isEmpty()) {
                return CompletableFuture.completedFuture(new Outcome(objections, provides(owner), true));
            }
            candidate.accept();
        }
        names.put(owner, connector.name());
        return integrations.redeploy(connector.name()).thenApply(problems -> {
            List<Problem> all = new ArrayList<>(candidate.doubts());
            all.addAll(problems);
            return new Outcome(all, provides(owner), false);
        });
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
