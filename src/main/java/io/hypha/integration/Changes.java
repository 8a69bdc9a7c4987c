package io.hypha.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.integration.IntegrationException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way of every change, whichever door it came through: check, build the new beside the old, store, switch, drain
 * the old. What fails before the switch leaves no trace.
 */
final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Slots slots;
    private final Views views;
    private final DefinitionReader reader;
    private final Deployer deployer;
    private final Registry registry;
    private final List<ExecutionListener> listeners;
    private final Clock clock;
    private final Duration drain;
    private final ExecutorService executor;
    private final KeyedQueue queue;
    private volatile boolean closing;

    Changes(Slots slots, Views views, Config config) {
        this.slots = slots;
        this.views = views;
        this.reader = config.reader();
        this.deployer = config.deployer();
        this.registry = config.registry();
        this.listeners = config.listeners();
        this.clock = config.clock();
        this.drain = config.drain();
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "hypha-change-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.queue = new KeyedQueue(executor);
    }

    CompletionStage<Void> restore() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Registration registration : registry.all()) {
            slots.put(registration.id(), new Slot(registration));
            all.add(recover(registration.id()).toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    CompletionStage<Integration> register(String id, ObjectNode config, Owner owner) {
        return submit(id, () -> {
            slots.find(id).ifPresent(taken -> {
                throw new IntegrationException(
                        Reason.EXISTS,
                        "'" + id + "' exists already, owned by "
                                + taken.registration().owner().describe()
                                + ": replace it with PUT, or choose another id");
            });
            return done(create(id, config, owner));
        });
    }

    CompletionStage<Applied> put(String id, ObjectNode config, Owner owner, Long ifMatch) {
        return submit(id, () -> {
            Slot slot = slots.find(id).orElse(null);
            if (slot == null) {
                checkRevision(id, 0, ifMatch);
                return done(new Applied(create(id, config, owner), true, true));
            }
            checkOwner(slot, owner);
            checkRevision(id, slot.registration().revision(), ifMatch);
            ObjectNode unmasked = views.unmasked(slot, config);
            boolean same = unmasked.equals(slot.registration().config());
            if (same && slot.failed() == null) {
                return done(new Applied(views.integration(slot), false, false));
            }
            return done(new Applied(replace(slot, unmasked), false, !same));
        });
    }

    CompletionStage<Integration> patch(String id, ObjectNode patch, Owner owner, Long ifMatch) {
        return submit(id, () -> {
            Slot slot = slots.get(id);
            checkOwner(slot, owner);
            checkRevision(id, slot.registration().revision(), ifMatch);
            ObjectNode merged = MergePatch.apply(slot.registration().config(), patch);
            return done(replace(slot, views.unmasked(slot, merged)));
        });
    }

    CompletionStage<Void> unregister(String id, Owner owner, Long ifMatch) {
        return submit(id, () -> {
            Slot slot = slots.get(id);
            checkOwner(slot, owner);
            checkRevision(id, slot.registration().revision(), ifMatch);
            registry.delete(id);
            slots.remove(id);
            return retire(slot.swap(null)).thenRun(() -> listeners.forEach(listener -> listener.unregistered(id)));
        });
    }

    CompletionStage<Void> transfer(String id, Owner from, Owner to) {
        return submit(id, () -> {
            Slot slot = slots.get(id);
            checkOwner(slot, from);
            Registration old = slot.registration();
            Registration next = new Registration(
                    id, old.config(), to, old.desired(), old.revision() + 1, old.createdAt(), clock.instant());
            registry.save(next);
            slot.registration(next);
            return done(null);
        });
    }

    CompletionStage<Integration> change(String id, LifecycleAction action) {
        return submit(id, () -> {
            Slot slot = slots.get(id);
            return change(slot, action).thenApply(ignored -> views.integration(slot));
        });
    }

    private CompletionStage<Void> change(Slot slot, LifecycleAction action) {
        return switch (action) {
            case START, RESUME -> {
                if (slot.live() == null) {
                    deployNow(slot);
                }
                desire(slot, DesiredState.RUNNING);
                yield done(null);
            }
            case PAUSE -> {
                if (slot.live() == null) {
                    deployNow(slot);
                }
                desire(slot, DesiredState.PAUSED);
                yield done(null);
            }
            case STOP -> {
                desire(slot, DesiredState.STOPPED);
                slot.failed(null);
                yield retire(slot.swap(null));
            }
            case RESTART -> {
                deployNow(slot);
                desire(slot, DesiredState.RUNNING);
                yield done(null);
            }
        };
    }

    CompletionStage<Void> redeploy(String connector) {
        Predicate<Slot> affected = slot -> slot.live() == null
                ? slot.failed() != null
                : slot.live().definition().connector().name().equals(connector);
        List<CompletableFuture<Void>> all = slots.all().stream()
                .filter(affected)
                .map(slot -> slot.registration().id())
                .map(id -> this.<Void>submit(id, () -> redeploy(slots.get(id))).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Void> redeploy(Slot slot) {
        try {
            if (slot.registration().desired() != DesiredState.STOPPED) {
                deployNow(slot);
            }
        } catch (InvalidDocumentException | IntegrationException e) {
            LOG.warn("{} goes on as it was: {}", slot.registration().id(), e.getMessage());
        }
        return done(null);
    }

    /** Tries to bring up what should run and does not; never fails, but notes why and when to try again. */
    CompletionStage<Void> recover(String id) {
        return submit(id, () -> {
            Slot slot = slots.find(id).orElse(null);
            boolean wanted =
                    slot != null && slot.live() == null && slot.registration().desired() != DesiredState.STOPPED;
            if (wanted) {
                recover(slot);
            }
            return done(null);
        });
    }

    private void recover(Slot slot) {
        int attempts = slot.failed() == null ? 1 : slot.failed().attempts() + 1;
        try {
            deployNow(slot);
        } catch (InvalidDocumentException | IntegrationException e) {
            Instant next = clock.instant().plus(Recovery.backoff(attempts));
            slot.failed(new Slot.Failed(e.getMessage(), attempts, next));
            LOG.warn("{} does not run (attempt {}): {}", slot.registration().id(), attempts, e.getMessage());
        }
    }

    private Integration create(String id, ObjectNode config, Owner owner) {
        Instant now = clock.instant();
        Registration registration = new Registration(id, config, owner, DesiredState.RUNNING, 1, now, now);
        Live live = deploy(registration);
        store(registration, live);
        Slot slot = new Slot(registration);
        slot.swap(live);
        slots.put(id, slot);
        return views.integration(slot);
    }

    private Integration replace(Slot slot, ObjectNode config) {
        Registration old = slot.registration();
        Registration next = new Registration(
                old.id(), config, old.owner(), old.desired(), old.revision() + 1, old.createdAt(), clock.instant());
        boolean stopped = old.desired() == DesiredState.STOPPED;
        Live live = stopped ? checkOnly(next) : deploy(next);
        store(next, live);
        slot.registration(next);
        if (!stopped) {
            retireLater(slot.swap(live));
        }
        return views.integration(slot);
    }

    /** A stopped integration's definition must be good, but nothing runs. */
    private Live checkOnly(Registration registration) {
        reader.release(reader.read(registration.id(), registration.config()));
        return null;
    }

    private void store(Registration registration, Live live) {
        try {
            registry.save(registration);
        } catch (RuntimeException e) {
            if (live != null) {
                close(live);
            }
            throw e;
        }
    }

    private void deployNow(Slot slot) {
        retireLater(slot.swap(deploy(slot.registration())));
    }

    private Live deploy(Registration registration) {
        if (closing) {
            throw new IntegrationException(Reason.UNAVAILABLE, "the runtime is stopping");
        }
        Definition definition = reader.read(registration.id(), registration.config());
        try {
            return new Live(definition, deployer.deploy(definition, registration.revision()));
        } catch (DeploymentException e) {
            reader.release(definition);
            throw new IntegrationException(Reason.NOT_DEPLOYABLE, e.getMessage(), e);
        }
    }

    private void desire(Slot slot, DesiredState desired) {
        Registration now = slot.registration();
        if (now.desired() != desired) {
            registry.desire(now.id(), desired);
            slot.registration(new Registration(
                    now.id(), now.config(), now.owner(), desired, now.revision(), now.createdAt(), now.updatedAt()));
        }
    }

    private CompletionStage<Void> retire(Live old) {
        return old == null ? done(null) : old.drained(drain).thenAcceptAsync(ignored -> close(old), executor);
    }

    private void close(Live live) {
        live.deployment().close();
        reader.release(live.definition());
    }

    private void retireLater(Live old) {
        retire(old).exceptionally(thrown -> {
            LOG.error("a replaced deployment could not be closed", thrown);
            return null;
        });
    }

    private static void checkOwner(Slot slot, Owner owner) {
        Owner current = slot.registration().owner();
        if (!current.equals(owner)) {
            throw new IntegrationException(
                    Reason.OWNED_ELSEWHERE,
                    "'" + slot.registration().id() + "' is owned by " + current.describe() + ": change it there");
        }
    }

    private static void checkRevision(String id, long current, Long wanted) {
        if (wanted != null && wanted != current) {
            String now = current == 0 ? "does not exist" : "is at revision " + current;
            throw new IntegrationException(
                    Reason.WRONG_REVISION,
                    "'" + id + "' " + now + ", not at " + wanted + ": read it again, then repeat your change");
        }
    }

    private <T> CompletionStage<T> submit(String id, Supplier<CompletionStage<T>> task) {
        if (closing) {
            return CompletableFuture.failedFuture(
                    new IntegrationException(Reason.UNAVAILABLE, "the runtime is stopping"));
        }
        return queue.submit(id, task);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    @Override
    public void close() {
        closing = true;
        CompletableFuture<?>[] all = slots.all().stream()
                .map(slot -> retire(slot.swap(null)).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, drain.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        executor.shutdown();
        closeLateComers();
    }

    /** A change that was under way may have brought up another deployment meanwhile. */
    private void closeLateComers() {
        try {
            if (!executor.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a change was still under way after {}", drain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        slots.all().stream()
                .map(slot -> slot.swap(null))
                .filter(Objects::nonNull)
                .forEach(this::close);
    }
}
