package io.hypha.watch;

import io.hypha.config.Problem;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import io.hypha.watch.FileBook.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands files to the handlers of their kind, one at a time for each file, and notes what came of it. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Map<FileKind, FileHandler> handlers = new EnumMap<>(FileKind.class);
    private final ConnectorHandler connectors;
    private final FileBook book;
    private final Set<Owner> busy = ConcurrentHashMap.newKeySet();
    /** Of which kind the file is that runs; a file that became something else is taken back as this first. */
    private final Map<Owner, FileKind> effective = new ConcurrentHashMap<>();

    private final AtomicLong changes = new AtomicLong();
    private final Integrations integrations;
    private long changesRetried;
    private List<String> idsOfApi = List.of();

    Dispatcher(FolderWatch.Targets targets, FileBook book, Predicate<Owner> abandoned) {
        this.book = book;
        this.integrations = targets.integrations();
        this.connectors = new ConnectorHandler(targets.connectors(), targets.integrations());
        handlers.put(FileKind.CONNECTOR, connectors);
        handlers.put(FileKind.INTEGRATIONS, new IntegrationsHandler(targets.integrations(), abandoned));
        handlers.put(FileKind.ROUTES, new RoutesHandler(targets.routes()));
    }

    boolean isBusy(Owner owner) {
        return busy.contains(owner);
    }

    /** The connectors of the start are loaded, untried: these. From now on connectors are tried before they take effect. */
    Set<Owner> loaded() {
        return connectors.loaded();
    }

    /** Integrations of this file run since before the start. */
    void expect(Owner owner) {
        effective.put(owner, FileKind.INTEGRATIONS);
    }

    CompletableFuture<Void> apply(FileContent content) {
        Owner owner = content.owner();
        busy.add(owner);
        FileHandler handler = handlers.get(content.kind());
        List<String> before = handler.provides(owner);
        return CompletableFuture.completedFuture(owner)
                .thenCompose(ignored -> handler.apply(content))
                .exceptionally(thrown -> new Outcome(Outcome.problems(thrown), handler.provides(owner), true))
                .thenCompose(outcome -> replaceKind(owner, content.kind(), outcome))
                .thenAccept(outcome -> note(owner, content.kind(), outcome, before))
                .whenComplete((done, thrown) -> finish(owner, thrown));
    }

    /** A file that cannot be read at all: what it gave before goes on. */
    void reject(Owner owner, List<Problem> problems) {
        FileKind kind = effective.getOrDefault(owner, FileKind.UNKNOWN);
        FileHandler handler = handlers.get(kind);
        List<String> provides = handler == null ? List.of() : handler.provides(owner);
        boolean again = problems.stream().anyMatch(problem -> problem.rule().equals("unreadable"));
        book.note(owner, kind, new Outcome(problems, provides, again));
    }

    /** Begins to take back a file that is gone; false if it has to be mentioned yet, because something still uses it. */
    boolean remove(Owner owner) {
        FileKind kind = effective.getOrDefault(owner, FileKind.UNKNOWN);
        List<String> users = kind == FileKind.CONNECTOR ? connectors.users(owner) : List.of();
        if (!users.isEmpty()) {
            book.note(owner, kind, orphaned(users));
            return false;
        }
        effective.remove(owner);
        if (kind == FileKind.UNKNOWN) {
            book.forget(owner);
            return true;
        }
        busy.add(owner);
        var unused = handlers.get(kind).remove(owner).whenComplete((done, thrown) -> {
            book.forget(owner);
            changes.incrementAndGet();
            finish(owner, thrown);
        });
        return true;
    }

    /** Files that failed for what others did, if others have changed since or some time has passed. */
    List<Owner> retries(Instant now) {
        List<Map.Entry<Owner, Entry>> failed = book.entries().entrySet().stream()
                .filter(entry -> entry.getValue().outcome().again())
                .toList();
        long seen = changes.get();
        boolean changed = (!failed.isEmpty() && isAnyFreed()) || seen != changesRetried;
        changesRetried = seen;
        return failed.stream()
                .filter(entry -> changed || entry.getValue().tried().isBefore(now.minus(RETRY)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an id that the API had is free since the last time. */
    private boolean isAnyFreed() {
        List<String> before = idsOfApi;
        idsOfApi = integrations.idsOf(Owner.API);
        return !Set.copyOf(idsOfApi).containsAll(before);
    }

    private CompletionStage<Outcome> replaceKind(Owner owner, FileKind kind, Outcome outcome) {
        FileKind old = effective.get(owner);
        boolean replaced = old != null && old != kind;
        if (outcome.state().equals("rejected")) {
            return CompletableFuture.completedFuture(
                    replaced
                            ? new Outcome(outcome.problems(), handlers.get(old).provides(owner), outcome.again())
                            : outcome);
        }
        effective.put(owner, kind);
        if (!outcome.problems().isEmpty() || !replaced) {
            return CompletableFuture.completedFuture(outcome);
        }
        return handlers.get(old).remove(owner).thenApply(done -> outcome);
    }

    private void note(Owner owner, FileKind kind, Outcome outcome, List<String> before) {
        book.note(owner, kind, outcome);
        if (outcome.problems().isEmpty() || !outcome.provides().equals(before)) {
            changes.incrementAndGet();
        }
    }

    private void finish(Owner owner, Throwable thrown) {
        if (thrown != null) {
            LOG.error("{}: could not be applied", owner.name(), thrown);
        }
        busy.remove(owner);
    }

    private static Outcome orphaned(List<String> users) {
        String message = "the file is gone, but its connector is kept while these integrations use it: "
                + String.join(", ", users) + "; bring the file back, or remove them";
        return new Outcome(List.of(Problem.of("", "in_use", message)), users, false);
    }
}
