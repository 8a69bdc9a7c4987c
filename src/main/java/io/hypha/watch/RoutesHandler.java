package io.hypha.watch;

import io.hypha.config.Problem;
import io.hypha.connector.RouteFilesTarget;
import io.hypha.integration.Owner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Files of Camel routes. */
final class RoutesHandler implements FileHandler {
    /** What may lie with other files, as where a bean of one is used, or with a server that is away. */
    private static final Set<String> PASSING = Set.of("conflict", "route", "trial", "restore", "internal");

    private final RouteFilesTarget target;

    RoutesHandler(RouteFilesTarget target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome> apply(FileContent content) {
        String path = content.owner().name();
        return target.apply(path, content.document(), content.text())
                .thenApply(Outcome::loaded)
                .exceptionally(thrown -> failed(path, Outcome.problems(thrown)));
    }

    @Override
    public CompletionStage<Void> remove(Owner owner) {
        return target.remove(owner.name());
    }

    @Override
    public List<String> provides(Owner owner) {
        return target.running(owner.name());
    }

    /** A start is not repeated while the version before runs: that would be interrupted by each. */
    private Outcome failed(String path, List<Problem> problems) {
        List<String> running = target.running(path);
        boolean again = problems.stream()
                .map(Problem::rule)
                .anyMatch(rule -> PASSING.contains(rule) || (rule.equals("start") && running.isEmpty()));
        return new Outcome(problems, running, again);
    }
}
