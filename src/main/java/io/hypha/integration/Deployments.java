package io.hypha.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.integration.IntegrationException.Reason;
import io.hypha.secret.Masking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings up deployments and takes them down. The secrets of a definition are masked for as long as something of it runs: what fails
 * to come up leaves neither routes nor secrets behind. Thread-safe.
 */
final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    /** A bound of what is otherwise bounded by a definition's timeouts and retries. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Set<Live> retiring = ConcurrentHashMap.newKeySet();
    private final DefinitionReader reader;
    private final Deployer deployer;
    private final Masking masking;
    private final Duration drain;
    private final Executor executor;

    /** @param executor closes what is drained: that may block */
    Deployments(Config config, Executor executor) {
        this.reader = config.reader();
        this.deployer = config.deployer();
        this.masking = config.masking();
        this.drain = config.drain();
        this.executor = executor;
    }

    /**
     * @throws io.hypha.config.InvalidDocumentException with everything that is wrong with the definition
     * @throws IntegrationException NOT_DEPLOYABLE
     */
    Live deploy(Registration registration) {
        return deploy(registration, null);
    }

    /**
     * The same in place of another.
     *
     * @param before what runs; null for nothing
     */
    Live deploy(Registration registration, Live before) {
        if (registration.unreadable() != null) {
            throw new IntegrationException(Reason.NOT_DEPLOYABLE, registration.unreadable());
        }
        Definition definition = read(reader, registration.id(), registration.config());
        try {
            // First what is only computed: a deployment that was built is never lost to it.
            Actions actions = new Actions(definition);
            return new Live(
                    definition,
                    actions,
                    deployer.deploy(definition, registration.revision(), before == null ? null : before.deployment()));
        } catch (DeploymentException e) {
            IntegrationException failure = notDeployable(e);
            reader.release(definition);
            throw failure;
        } catch (RuntimeException e) {
            reader.release(definition);
            throw e;
        }
    }

    /** Throws what {@link #deploy} would, as far as that can be told without building anything. */
    void check(String id, ObjectNode config) {
        check(reader, id, config);
    }

    /** The same of any number of definitions, as if this connector had taken the place of its namesake. */
    BiConsumer<String, ObjectNode> checkOn(Connector next) {
        DefinitionReader reading = reader.with(next);
        return (id, config) -> check(reading, id, config);
    }

    private void check(DefinitionReader reading, String id, ObjectNode config) {
        Definition definition = read(reading, id, config);
        try {
            deployer.check(definition);
        } catch (DeploymentException e) {
            throw notDeployable(e);
        } finally {
            reader.release(definition);
        }
    }

    /** All problems at once: what can be built in spite of those that reading it found is tried too. */
    private Definition read(DefinitionReader reading, String id, ObjectNode config) {
        Draft draft = reading.draft(id, config);
        if (draft.problems().isEmpty()) {
            return draft.definition().orElseThrow();
        }
        List<Problem> problems = new ArrayList<>(draft.problems());
        draft.definition()
                .ifPresent(definition -> problems.addAll(Draft.fresh(draft.problems(), buildProblems(definition))));
        throw new InvalidDocumentException(problems);
    }

    /** Masked while the definition's secrets are known. */
    private IntegrationException notDeployable(DeploymentException e) {
        return new IntegrationException(Reason.NOT_DEPLOYABLE, masking.mask(e.getMessage()), e);
    }

    private List<Problem> buildProblems(Definition unsound) {
        try {
            deployer.check(unsound);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems();
        } catch (DeploymentException | RuntimeException e) {
            LOG.debug("{} cannot be built, which may follow from its problems", unsound.id(), e);
            return List.of();
        } finally {
            reader.release(unsound);
        }
    }

    /** Completes when its calls have ended, or after a bounded wait, and it is closed. */
    CompletionStage<Void> retire(Live old) {
        return retire(old, drain);
    }

    /** The same for those who do not wait for it: its calls may take what their policy allows. */
    void retireLater(Live old) {
        if (old != null) {
            retire(old, patience(old)).exceptionally(thrown -> {
                if (retiring.contains(old)) {
                    LOG.error("a replaced deployment could not be closed", thrown);
                }
                return null;
            });
        }
    }

    private Duration patience(Live old) {
        Duration call = old.definition().resilience().longestCall(LONGEST);
        return call.compareTo(drain) > 0 ? call : drain;
    }

    private CompletionStage<Void> retire(Live old, Duration longest) {
        if (old == null) {
            return CompletableFuture.completedFuture(null);
        }
        retiring.add(old);
        return old.drained(longest).thenAcceptAsync(ignored -> closeRetired(old), executor);
    }

    private void closeRetired(Live old) {
        if (retiring.remove(old)) {
            close(old);
        }
    }

    /** At once, those that still wait for their calls. */
    void closeRetired() {
        List.copyOf(retiring).forEach(this::closeRetired);
    }

    /** Does the last step before this deployment takes over; if that fails, it is closed. The deployment may be null. */
    void closeUnless(Live next, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (next != null) {
                close(next);
            }
            throw e;
        }
    }

    /** At once, whatever is in it. */
    void close(Live live) {
        try {
            live.close();
        } finally {
            reader.release(live.definition());
        }
    }
}
