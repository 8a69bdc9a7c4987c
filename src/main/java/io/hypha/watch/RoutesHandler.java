package io.hypha.watch;

import io.hypha.config.Problem;
import io.hypha.connector.RouteFilesTarget;
import io.hypha.integration.Owner;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Files of Camel routes. */
final class RoutesHandler implements FileHandler {
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

    /** What another file or an integration stands in the way of may pass when that is gone. */
    private Outcome failed(String path, List<Problem> problems) {
        boolean again = problems.stream().anyMatch(problem -> problem.rule().equals("conflict"));
        return new Outcome(problems, target.running(path), again);
    }
}
