package io.hypha.integration;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Logging;
import io.hypha.config.Problem;
import io.hypha.secret.Masking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Starts and stops what is registered: by an operator's wish, at the runtime's start and end, after failures. Thread-safe. */
final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Slots slots;
    private final Deployments deployments;
    private final ChangeQueue queue;
    private final Registry registry;
    private final Clock clock;
    private final Masking masking;
    private final Duration drain;

    Lifecycle(Slots slots, Deployments deployments, ChangeQueue queue, Config config) {
        this.slots = slots;
        this.deployments = deployments;
        this.queue = queue;
        this.registry = config.registry();
        this.clock = config.clock();
        this.masking = config.masking();
        this.drain = config.drain();
    }

    /** Completes when each that should run has been tried. */
    CompletionStage<Void> restore() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Registration registration : registry.all()) {
            slots.put(registration.id(), new Slot(registration, masking));
            all.add(recover(registration.id()).toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Completes when that is so: after a stop, when the last call has ended. */
    CompletionStage<Slot> change(String id, LifecycleAction action, IfMatch ifMatch) {
        return queue.submit(id, () -> {
            Slot slot = slots.get(id);
            IfMatch.check(id, slot, ifMatch);
            return change(slot, action).thenApply(ignored -> slot);
        });
    }

    private CompletionStage<Void> change(Slot slot, LifecycleAction action) {
        return switch (action) {
            case START, RESUME -> bringUp(slot, DesiredState.RUNNING, false);
            case PAUSE -> bringUp(slot, DesiredState.PAUSED, false);
            case RESTART -> bringUp(slot, DesiredState.RUNNING, true);
            case STOP -> {
                desire(slot, DesiredState.STOPPED);
                slot.failed(null);
                yield deployments.retire(slot.swap(null));
            }
        };
    }

    /** As with every change: build, store, switch. Where it cannot be stored, nothing has changed. */
    private CompletionStage<Void> bringUp(Slot slot, DesiredState desired, boolean anew) {
        Live next = anew || slot.live() == null ? deployments.deploy(slot.registration()) : null;
        deployments.closeUnless(next, () -> desire(slot, desired));
        if (next != null) {
            deployments.retireLater(slot.swap(next));
        }
        return done();
    }

    /** Deploys anew what this connector made, and what failed: its connector may have been the reason. */
    CompletionStage<List<Problem>> redeploy(String connector) {
        List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<?>[] all = slots.all().stream()
                .filter(slot -> slot.failed() != null || ConnectorUsers.uses(slot, connector))
                .map(slot -> slot.registration().id())
                .map(id -> queue.submit(
                                id, () -> redeployOne(id).thenAccept(problem -> problem.ifPresent(problems::add)))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all).thenApply(done -> problems);
    }

    private CompletionStage<Optional<Problem>> redeployOne(String id) {
        return CompletableFuture.completedFuture(slots.find(id)
                .filter(slot -> slot.registration().desired() != DesiredState.STOPPED)
                .flatMap(this::redeploy));
    }

    private Optional<Problem> redeploy(Slot slot) {
        String id = slot.registration().id();
        Optional<Problem> failed =
                tryToDeploy(slot).map(why -> Problem.of("", "deployable", "'" + id + "' goes on as it was: " + why));
        failed.ifPresent(problem -> log(id, () -> LOG.warn("{}", problem)));
        // What did not run anyway says nothing against the connector.
        return failed.filter(problem -> slot.live() != null);
    }

    /** Tries to bring up what should run and does not; never fails, but notes why and when to try again. */
    CompletionStage<Void> recover(String id) {
        return queue.submit(id, () -> {
            slots.find(id)
                    .filter(slot -> slot.live() == null)
                    .filter(slot -> slot.registration().desired() != DesiredState.STOPPED)
                    .filter(slot -> slot.failed() == null || slot.failed().isDue(clock.instant()))
                    .ifPresent(this::recover);
            return done();
        });
    }

    private void recover(Slot slot) {
        int attempts = slot.failed() == null ? 1 : slot.failed().attempts() + 1;
        tryToDeploy(slot).ifPresent(problem -> {
            Instant next = clock.instant().plus(Recovery.backoff(attempts));
            slot.failed(new Slot.Failed(problem, attempts, next));
            String id = slot.registration().id();
            log(id, () -> LOG.warn("{} does not run (attempt {}): {}", id, attempts, problem));
        });
    }

    /** What went wrong, if anything. Whatever that was, the others start. */
    private Optional<String> tryToDeploy(Slot slot) {
        try {
            deployments.retireLater(slot.swap(deployments.deploy(slot.registration(), slot.live())));
            return Optional.empty();
        } catch (InvalidDocumentException | IntegrationException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            String id = slot.registration().id();
            log(id, () -> LOG.error("an unexpected error in {}", id, e));
            return Optional.of("an unexpected error in Hypha; the log tells more: " + e);
        }
    }

    private static void log(String id, Runnable line) {
        try (var integration = MDC.putCloseable(Logging.INTEGRATION_ID, id)) {
            line.run();
        }
    }

    private void desire(Slot slot, DesiredState desired) {
        Registration now = slot.registration();
        if (now.desired() != desired) {
            registry.desire(now.id(), desired);
            slot.registration(now.desired(desired));
        }
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        queue.closing();
        CompletableFuture<?>[] all = slots.all().stream()
                .map(slot -> deployments.retire(slot.swap(null)).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, drain.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        queue.close(drain);
        closeLateComers();
    }

    /** A change that was under way may have brought up another deployment meanwhile. */
    private void closeLateComers() {
        slots.all().stream()
                .map(slot -> slot.swap(null))
                .filter(Objects::nonNull)
                .forEach(deployments::close);
        deployments.closeRetired();
    }
}
