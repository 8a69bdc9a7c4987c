package io.hypha.watch;

import io.hypha.connector.RouteFile;
import io.hypha.integration.Owner;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of each file, and the log of it. Thread-safe. */
final class FileBook {
    private static final Logger LOG = LoggerFactory.getLogger(FileBook.class);

    private final Clock clock;
    private final Map<Owner, Entry> entries = new ConcurrentHashMap<>();

    FileBook(Clock clock) {
        this.clock = clock;
    }

    /** @param since when it came into this state; when it was loaded last, if that went well */
    record Entry(FileKind kind, Outcome outcome, Instant since, Instant tried) {}

    Optional<Entry> find(Owner owner) {
        return Optional.ofNullable(entries.get(owner));
    }

    Map<Owner, Entry> entries() {
        return Map.copyOf(entries);
    }

    void note(Owner owner, FileKind kind, Outcome outcome) {
        Instant now = clock.instant();
        Entry old = entries.get(owner);
        boolean loaded = outcome.problems().isEmpty() && !outcome.confirmed();
        boolean same = !loaded && old != null && old.outcome.state().equals(outcome.state());
        entries.put(owner, new Entry(kind, outcome, same ? old.since : now, now));
        if (outcome.isNewsAfter(old == null ? null : old.outcome)) {
            log(owner, kind, outcome);
        }
    }

    void forget(Owner owner) {
        if (entries.remove(owner) != null) {
            LOG.info("{}: removed", owner.name());
        }
    }

    List<RouteFile> files() {
        return entries.entrySet().stream()
                .map(entry -> file(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(RouteFile::path))
                .toList();
    }

    private static RouteFile file(Owner owner, Entry entry) {
        Outcome outcome = entry.outcome;
        return new RouteFile(
                owner.name(), entry.kind.label(), outcome.state(), outcome.problems(), outcome.provides(), entry.since);
    }

    private static void log(Owner owner, FileKind kind, Outcome outcome) {
        if (outcome.problems().isEmpty()) {
            LOG.info("{}: loaded {} {}", owner.name(), kind.label(), outcome.provides());
            return;
        }
        String runs = outcome.provides().isEmpty() ? "nothing of it runs" : "what runs of it: " + outcome.provides();
        outcome.problems().forEach(problem -> LOG.warn("{}: {} ({})", owner.name(), problem, runs));
    }
}
