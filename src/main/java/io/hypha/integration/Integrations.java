package io.hypha.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Json;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.Change.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The service behind every door: what is registered, what runs, and how it is called. Changes of one id happen one after
 * another; different ids do not wait for each other. Thread-safe.
 */
public final class Integrations implements IntegrationManager, AutoCloseable {
    private final Slots slots;
    private final Views views;
    private final Deployments deployments;
    private final Changes changes;
    private final Lifecycle lifecycle;
    private final ConnectorUsers users;
    private final Executions executions;
    private final Recovery recovery;
    private final Announcements announcements;

    public Integrations(Config config) {
        this(config, ChangeListener.NONE);
    }

    /** @param listener hears of changes by files and in Java */
    public Integrations(Config config, ChangeListener listener) {
        this.slots = new Slots();
        this.views = new Views(config.reader());
        ChangeQueue queue = new ChangeQueue();
        this.deployments = new Deployments(config, queue.executor());
        this.changes = new Changes(slots, views, deployments, queue, config);
        this.lifecycle = new Lifecycle(slots, deployments, queue, config);
        this.users = new ConnectorUsers(slots, deployments);
        this.executions = new Executions(slots, config.clock(), config.listeners());
        this.recovery = new Recovery(slots, lifecycle, config.clock());
        this.announcements = new Announcements(listener, queue.executor());
    }

    /** Deploys everything the registry keeps; completes when each has been tried. One that fails is tried again later. */
    public CompletionStage<Void> start() {
        return lifecycle.restore().thenRun(recovery::start);
    }

    /** Registers a new integration; fails with EXISTS if the id is taken. */
    public CompletionStage<Integration> register(String id, ObjectNode config, Owner owner) {
        return announcements.owned(Kind.REGISTER, id, owner, changes.register(id, config, owner));
    }

    /**
     * Creates or replaces.
     *
     * @param ifMatch what it must be; null for any, or none
     */
    public CompletionStage<Applied> put(String id, ObjectNode config, Owner owner, IfMatch ifMatch) {
        return announcements.owned(Kind.PUT, id, owner, changes.put(id, config, owner, ifMatch));
    }

    /** Merges the patch into the definition (RFC 7396). */
    public CompletionStage<Integration> patch(String id, ObjectNode mergePatch, Owner owner, IfMatch ifMatch) {
        return announcements.owned(Kind.UPDATE, id, owner, changes.patch(id, mergePatch, owner, ifMatch));
    }

    /** Removes it; completes when its calls have ended, or after a bounded wait. */
    public CompletionStage<Void> unregister(String id, Owner owner, IfMatch ifMatch) {
        return announcements.owned(Kind.UNREGISTER, id, owner, changes.unregister(id, owner, ifMatch));
    }

    /** Hands an integration to another owner, as when its file was moved; it runs on, with one more revision. */
    public CompletionStage<Void> transfer(String id, Owner from, Owner to) {
        return announcements.owned(Kind.TRANSFER, id, to, changes.transfer(id, from, to));
    }

    /** Starts, stops, pauses, resumes or restarts it; what is desired is kept over restarts of the runtime. */
    public CompletionStage<Integration> change(String id, LifecycleAction action) {
        return change(id, action, null);
    }

    /** The same, if it is still what the caller knows. */
    public CompletionStage<Integration> change(String id, LifecycleAction action, IfMatch ifMatch) {
        return lifecycle.change(id, action, ifMatch).thenApply(views::integration);
    }

    /** Why integrations that run on this connector's namesake could not run on it; empty if all could. Changes nothing. */
    public List<Problem> objections(Connector next) {
        return users.objections(next);
    }

    /** Deploys all integrations of a connector anew, because its file changed. One that fails goes on as it was, and says why. */
    public CompletionStage<List<Problem>> redeploy(String connector) {
        return lifecycle.redeploy(connector);
    }

    /** Everything wrong with a definition; empty if it could be registered. Keeps nothing. */
    public List<Problem> check(String id, ObjectNode config) {
        try {
            deployments.check(id, config);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems();
        } catch (IntegrationException e) {
            return List.of(Problem.of("", "deployable", e.getMessage()));
        }
    }

    public CompletionStage<ExecutionResult> execute(ExecutionRequest request) {
        return executions.execute(request);
    }

    public Optional<Integration> find(String id) {
        return slots.find(id).map(views::integration);
    }

    /** Throws {@link IntegrationException} NOT_FOUND, which names the closest id. */
    public Integration get(String id) {
        return views.integration(slots.get(id));
    }

    /** All, by id. */
    public List<Integration> all() {
        return slots.all().stream().map(views::integration).toList();
    }

    /** The ids of what this owner brought, in order. */
    public List<String> idsOf(Owner owner) {
        return slots.all().stream()
                .map(Slot::registration)
                .filter(registration -> registration.owner().equals(owner))
                .map(Registration::id)
                .toList();
    }

    /** The status of all, by id. Cheaper than {@link #all}, which shows definitions and so has to mask them. */
    public List<IntegrationStatus> statuses() {
        return slots.all().stream().map(views::status).toList();
    }

    /** Throws {@link IntegrationException} NOT_FOUND. */
    public IntegrationStatus status(String id) {
        return views.status(slots.get(id));
    }

    @Override
    public CompletionStage<Integration> registerIntegration(String id, Map<String, ?> config) {
        return announcements.java(Kind.REGISTER, id, register(id, tree(config), Owner.API));
    }

    @Override
    public CompletionStage<ExecutionResult> executeIntegration(String id, Map<String, ?> data) {
        String executionId = UUID.randomUUID().toString();
        return execute(new ExecutionRequest(executionId, id, tree(data), new Caller("java", "java", executionId)));
    }

    @Override
    public CompletionStage<IntegrationStatus> getIntegrationStatus(String id) {
        return CompletableFuture.completedFuture(id).thenApply(this::status);
    }

    @Override
    public CompletionStage<Integration> updateIntegration(String id, Map<String, ?> updates) {
        return announcements.java(Kind.UPDATE, id, update(id, tree(updates)));
    }

    /** As over REST: whatever stands beside the config is a mistake. */
    private CompletionStage<Integration> update(String id, ObjectNode updates) {
        if (updates.size() != 1 || !(updates.get("config") instanceof ObjectNode patch)) {
            return CompletableFuture.failedFuture(new InvalidDocumentException(Problem.of(
                    "/config",
                    "required",
                    "updates must be {\"config\": {...}}, and nothing beside: what is to change of the definition")));
        }
        return patch(id, patch, Owner.API, null);
    }

    @Override
    public CompletionStage<Void> unregisterIntegration(String id) {
        return announcements.java(Kind.UNREGISTER, id, unregister(id, Owner.API, null));
    }

    /** Takes no more changes, lets calls in flight end within bounds, and closes all deployments. */
    @Override
    public void close() {
        recovery.close();
        lifecycle.close();
    }

    private static ObjectNode tree(Map<String, ?> map) {
        return Json.mapper().valueToTree(map);
    }
}
