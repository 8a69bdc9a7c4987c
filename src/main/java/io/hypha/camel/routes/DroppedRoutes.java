package io.hypha.camel.routes;

import static java.util.Objects.requireNonNull;

import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.RouteFilesTarget;
import io.hypha.secret.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Files of Camel routes in the running context. A file is checked, tried in a context of its own, and only then swapped in; if
 * even that fails, the version before is brought back. Files are applied beside each other: one that hangs keeps no other from
 * running.
 *
 * <p>Thread-safe. Closing it does not remove the routes: the context stops them.
 */
public final class DroppedRoutes implements RouteFilesTarget, AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Trial trial;
    private final BoundedTrial bounded;
    private final RunningRoutes running;
    private final Masking masking;
    private final Claims claims = new Claims();
    private final Map<String, Version> versions = new ConcurrentHashMap<>();

    /** @param integrations what they use stays when a file goes */
    public DroppedRoutes(CamelContext context, EndpointUse integrations, Masking masking) {
        this.masking = requireNonNull(masking, "masking is null");
        this.trial = new Trial(new Scratch(context));
        this.bounded = new BoundedTrial("hypha-route-files");
        this.running = new RunningRoutes(context, requireNonNull(integrations, "integrations is null"), DRAIN);
    }

    @Override
    public CompletionStage<List<String>> apply(String path, Document document, String text) {
        DroppedFile file = new DroppedFile(path, document, text);
        try {
            refuse(RouteFileRules.check(file));
            // At once, so that of files applied together the first has the name, whichever is tried faster.
            claim(file, Names.of(file));
        } catch (InvalidDocumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.supplyAsync(() -> replace(file), bounded.threads());
    }

    @Override
    public CompletionStage<Void> remove(String path) {
        return CompletableFuture.runAsync(() -> take(path), bounded.threads());
    }

    @Override
    public List<String> running(String path) {
        Version version = versions.get(path);
        return version == null ? List.of() : version.blueprint().routes();
    }

    @Override
    public void close() {
        bounded.close();
    }

    private List<String> replace(DroppedFile file) {
        try {
            Version old = versions.get(file.path());
            Blueprint blueprint = masked(() -> bounded.run(() -> trial.run(file)));
            claim(file, blueprint.names());
            refuse(file.document().locate("", conflicts(old, blueprint)));
            masked(() -> swap(old, file, blueprint));
            return blueprint.routes();
        } finally {
            settle(file.path());
        }
    }

    private void claim(DroppedFile file, List<Name> names) {
        refuse(file.document().locate("", claims.claim(file.path(), names)));
    }

    /** The path has the names of what runs, and no others. */
    private void settle(String path) {
        Version running = versions.get(path);
        claims.settle(path, running == null ? List.of() : running.blueprint().names());
    }

    private List<Problem> conflicts(Version old, Blueprint blueprint) {
        return blueprint.names().stream()
                .filter(name -> old == null || old.blueprint().names().stream().noneMatch(name::clashesWith))
                .filter(running::has)
                .map(name -> Claims.conflict(name, "the runtime"))
                .toList();
    }

    private Version swap(Version old, DroppedFile file, Blueprint blueprint) {
        if (old != null) {
            running.remove(old.blueprint(), old.endpoints(), needed(old.file().path()));
        }
        try {
            return keep(new Version(file, blueprint, running.add(file, blueprint)));
        } catch (Exception | LinkageError e) {
            running.remove(blueprint, blueprint.endpoints(), needed(file.path()));
            throw new InvalidDocumentException(restore(old, file.path(), startProblem(file, e)));
        }
    }

    private static Problem startProblem(DroppedFile file, Throwable thrown) {
        Problem problem = FailureProblem.of(file, thrown);
        return new Problem(problem.pointer(), "start", problem.message(), problem.line(), problem.suggestion());
    }

    private List<Problem> restore(Version old, String path, Problem problem) {
        if (old == null) {
            return List.of(problem);
        }
        try {
            keep(new Version(old.file(), old.blueprint(), running.add(old.file(), old.blueprint())));
            return List.of(problem);
        } catch (Exception | LinkageError e) {
            take(path);
            String message = "the version before could not be started again either: "
                    + FailureProblem.of(old.file(), e).message();
            return List.of(problem, Problem.of("", "restore", message));
        }
    }

    private Version keep(Version version) {
        versions.put(version.file().path(), version);
        return version;
    }

    private void take(String path) {
        Version old = versions.remove(path);
        if (old != null) {
            running.remove(old.blueprint(), old.endpoints(), needed(old.file().path()));
        }
        settle(path);
    }

    /** Endpoints that a file's routes send to may serve another file too, though this one made them. */
    private Set<String> needed(String path) {
        return versions.values().stream()
                .filter(other -> !other.file().path().equals(path))
                .flatMap(other -> other.blueprint().endpoints().stream())
                .collect(Collectors.toSet());
    }

    private <T> T masked(Supplier<T> step) {
        try {
            return step.get();
        } catch (InvalidDocumentException e) {
            throw e.withMessages(masking::mask);
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private record Version(DroppedFile file, Blueprint blueprint, Set<String> endpoints) {}
}
