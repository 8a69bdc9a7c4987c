package io.hypha.watch;

import static java.util.Objects.requireNonNull;

import io.hypha.config.InvalidDocumentException;
import io.hypha.connector.ConnectorFilesTarget;
import io.hypha.connector.RouteFile;
import io.hypha.connector.RouteFiles;
import io.hypha.connector.RouteFilesTarget;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connectors, integrations and routes as the files of the routes folder and config.yaml say, while the runtime runs.
 *
 * <p>One thread looks for changes every {@value #INTERVAL_MILLIS} ms; what it finds is applied beside it, so that a file that
 * takes long delays no other. {@link #files} may be called from any thread.
 */
public final class FolderWatch implements RouteFiles, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long INTERVAL_MILLIS = 250;
    /** How long connectors that were there at the start go untried: till the first calls are answered. */
    private static final Duration UNTRIED = Duration.ofSeconds(5);

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final RoutesFolder folder;
    private final Sightings sightings = new Sightings();
    private final FileBook book;
    private final Dispatcher dispatcher;
    private final Integrations integrations;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private boolean failing;
    private Set<Owner> untried = Set.of();
    private Instant trials = Instant.MIN;

    /** What changes are made to. */
    public record Targets(ConnectorFilesTarget connectors, Integrations integrations, RouteFilesTarget routes) {
        public Targets {
            requireNonNull(connectors, "connectors is null");
            requireNonNull(integrations, "integrations is null");
            requireNonNull(routes, "routes is null");
        }
    }

    /**
     * @param folder the routes folder
     * @param config the configuration file with {@code integrations:}, which need not exist
     */
    public FolderWatch(Path folder, Path config, Targets targets, Clock clock) {
        this.folder = new RoutesFolder(folder, config);
        this.clock = requireNonNull(clock, "clock is null");
        this.book = new FileBook(clock);
        this.integrations = targets.integrations();
        this.dispatcher = new Dispatcher(targets, book, this::isAbandoned);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "hypha-folder-watch");
            made.setDaemon(true);
            return made;
        });
    }

    /** Loads the connectors that are there, and returns when that is done: registrations can be restored only then. */
    public void loadConnectors() {
        if (lookUntilComplete()) {
            apply(List.of(FileKind.CONNECTOR), START_PATIENCE);
        }
        untried = dispatcher.loaded();
        trials = clock.instant().plus(UNTRIED);
    }

    /**
     * Applies what is there, connectors first, then integrations, then routes, and returns when that is done or has taken half a
     * minute. Then watches, until closed. The registry must have been restored.
     */
    public void start() {
        integrations.statuses().stream()
                .map(status -> Owner.parse(status.owner()))
                .filter(owner -> !owner.equals(Owner.API))
                .forEach(this::expect);
        if (lookUntilComplete()) {
            apply(List.of(FileKind.values()), START_PATIENCE);
        }
        var unused = thread.scheduleWithFixedDelay(
                this::scanSafely, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public List<RouteFile> files() {
        return book.files();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Looks once, and starts whatever is to be done. */
    void scan() {
        if (look()) {
            dispatcher.retries(clock.instant()).forEach(sightings::again);
            tryUntried();
            apply(List.of(FileKind.values()), Duration.ZERO);
            removeGone();
        }
    }

    /** Files written just before the start are part of it: without its connector no integration could be restored. */
    private boolean lookUntilComplete() {
        boolean told = look();
        for (int looks = 1;
                told && looks < Sightings.SETTLED_KNOWN && sightings.isAnyIncomplete(clock.instant());
                looks++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS));
            told = look();
        }
        return told;
    }

    private void tryUntried() {
        if (clock.instant().isAfter(trials)) {
            untried.forEach(sightings::again);
            untried = Set.of();
        }
    }

    private void scanSafely() {
        try {
            scan();
        } catch (RuntimeException e) {
            LOG.error("the routes folder could not be looked through; trying again", e);
        }
    }

    /** False if nothing can be told; then everything stays as it is. */
    private boolean look() {
        try {
            sightings.see(folder.list());
            failing = false;
            return true;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("the routes folder cannot be read; what runs goes on: {}", e.toString());
            }
            failing = true;
            return false;
        }
    }

    private void apply(List<FileKind> kinds, Duration patience) {
        Batch batch = new Batch(kinds);
        sightings.ready(clock.instant()).forEach((owner, stamp) -> {
            boolean wanted = kinds.contains(FileKind.UNKNOWN) || FileKind.isConnector(owner.name());
            if (wanted && !dispatcher.isBusy(owner)) {
                read(owner, stamp, batch);
            }
        });
        batch.run(dispatcher, patience);
    }

    private void read(Owner owner, Stamp stamp, Batch batch) {
        try {
            folder.read(owner, stamp).ifPresent(bytes -> {
                sightings.applied(owner, stamp);
                batch.add(FileContent.of(owner, bytes, owner.equals(folder.configOwner())));
            });
        } catch (InvalidDocumentException e) {
            sightings.applied(owner, stamp);
            dispatcher.reject(owner, e.problems());
        }
    }

    private void removeGone() {
        for (Owner owner : sightings.gone()) {
            if (!dispatcher.isBusy(owner) && dispatcher.remove(owner)) {
                sightings.forget(owner);
            }
        }
    }

    private void expect(Owner owner) {
        sightings.expect(owner);
        dispatcher.expect(owner);
    }

    /** Called on the thread that looks, while it applies files. */
    private boolean isAbandoned(Owner owner) {
        return !owner.equals(Owner.API) && sightings.isMissing(owner);
    }
}
