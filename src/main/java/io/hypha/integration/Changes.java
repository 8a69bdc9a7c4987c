package io.hypha.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.integration.IntegrationException.Reason;
import io.hypha.secret.Masking;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The one way of every change of a definition, whichever door it came through: check, build the new beside the old, store, switch,
 * drain the old. What fails before the switch leaves no trace. Thread-safe.
 */
final class Changes {
    private final Slots slots;
    private final Views views;
    private final Deployments deployments;
    private final ChangeQueue queue;
    private final Registry registry;
    private final List<ExecutionListener> listeners;
    private final Clock clock;
    private final Masking masking;

    Changes(Slots slots, Views views, Deployments deployments, ChangeQueue queue, Config config) {
        this.slots = slots;
        this.views = views;
        this.deployments = deployments;
        this.queue = queue;
        this.registry = config.registry();
        this.listeners = config.listeners();
        this.clock = config.clock();
        this.masking = config.masking();
    }

    CompletionStage<Integration> register(String id, ObjectNode config, Owner owner) {
        return queue.submit(id, () -> {
            slots.find(id).ifPresent(taken -> {
                throw taken(taken, owner);
            });
            return done(create(id, config, owner));
        });
    }

    CompletionStage<Applied> put(String id, ObjectNode config, Owner owner, IfMatch ifMatch) {
        return queue.submit(id, () -> {
            Slot slot = slots.find(id).orElse(null);
            if (slot == null) {
                IfMatch.check(id, null, ifMatch);
                return done(new Applied(create(id, config, owner), true, true));
            }
            checkOwner(slot, owner);
            IfMatch.check(id, slot, ifMatch);
            return done(replaceIfNew(slot, views.secrets(slot).put(config)));
        });
    }

    CompletionStage<Integration> patch(String id, ObjectNode patch, Owner owner, IfMatch ifMatch) {
        return queue.submit(id, () -> {
            Slot slot = slots.get(id);
            checkOwner(slot, owner);
            IfMatch.check(id, slot, ifMatch);
            checkReadable(slot.registration());
            return done(replaceIfNew(slot, views.secrets(slot).patch(patch)).integration());
        });
    }

    CompletionStage<Void> unregister(String id, Owner owner, IfMatch ifMatch) {
        return queue.submit(id, () -> {
            Slot slot = slots.get(id);
            checkOwner(slot, owner);
            IfMatch.check(id, slot, ifMatch);
            registry.delete(id);
            slots.remove(id);
            return deployments
                    .retire(slot.swap(null))
                    .thenRun(() -> listeners.forEach(listener -> listener.unregistered(id)));
        });
    }

    CompletionStage<Void> transfer(String id, Owner from, Owner to) {
        return queue.submit(id, () -> {
            Slot slot = slots.get(id);
            checkOwner(slot, from);
            Registration old = slot.registration();
            checkReadable(old);
            Registration next = old.next(old.config(), to, clock.instant());
            registry.save(next);
            slot.registration(next);
            return done(null);
        });
    }

    private Integration create(String id, ObjectNode config, Owner owner) {
        Instant now = clock.instant();
        Registration registration = new Registration(id, config, owner, DesiredState.RUNNING, 1, now, now);
        Live live = deployments.deploy(registration);
        deployments.closeUnless(live, () -> registry.save(registration));
        Slot slot = new Slot(registration, masking);
        slot.swap(live);
        slots.put(id, slot);
        return views.integration(slot);
    }

    /** What is there already is left alone, unless it failed: then it is tried again. */
    private Applied replaceIfNew(Slot slot, ObjectNode config) {
        boolean same = config.equals(slot.registration().config());
        if (same && slot.failed() == null) {
            return new Applied(views.integration(slot), false, false);
        }
        return new Applied(replace(slot, config), false, !same);
    }

    private Integration replace(Slot slot, ObjectNode config) {
        Registration old = slot.registration();
        Registration next = old.next(config, old.owner(), clock.instant());
        boolean stopped = old.desired() == DesiredState.STOPPED;
        Live live = stopped ? checkOnly(next) : deployments.deploy(next, slot.live());
        deployments.closeUnless(live, () -> registry.save(next));
        slot.registration(next);
        if (!stopped) {
            deployments.retireLater(slot.swap(live));
        }
        return views.integration(slot);
    }

    /** A stopped integration's definition must be good, but nothing runs. */
    private Live checkOnly(Registration registration) {
        deployments.check(registration.id(), registration.config());
        return null;
    }

    private static IntegrationException taken(Slot slot, Owner owner) {
        Owner current = slot.registration().owner();
        return new IntegrationException(
                Reason.EXISTS,
                "'" + slot.registration().id() + "' exists already, owned by " + current.describe()
                        + (current.equals(owner) ? ": replace it with PUT" : ": change it there")
                        + ", or choose another id");
    }

    private static void checkOwner(Slot slot, Owner owner) {
        Owner current = slot.registration().owner();
        if (!current.equals(owner)) {
            throw new IntegrationException(
                    Reason.OWNED_ELSEWHERE,
                    "'" + slot.registration().id() + "' is owned by " + current.describe() + ": change it there");
        }
    }

    /** What cannot be read can be neither merged into nor handed on. */
    private static void checkReadable(Registration registration) {
        if (registration.unreadable() != null) {
            throw new IntegrationException(Reason.NOT_DEPLOYABLE, registration.unreadable());
        }
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
