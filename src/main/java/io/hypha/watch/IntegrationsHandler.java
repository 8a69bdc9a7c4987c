package io.hypha.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.integration.IntegrationException;
import io.hypha.integration.IntegrationException.Reason;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Files with a map of integrations, each applied on its own: one that is wrong keeps its last good registration, and the
 * others take effect.
 */
final class IntegrationsHandler implements FileHandler {
    private static final String KEY = "integrations";

    private final Integrations integrations;
    private final Predicate<Owner> abandoned;

    /** @param abandoned whether an owner is a file that is not there, so that its integrations may move to another */
    IntegrationsHandler(Integrations integrations, Predicate<Owner> abandoned) {
        this.integrations = integrations;
        this.abandoned = abandoned;
    }

    @Override
    public CompletionStage<Outcome> apply(FileContent content) {
        Owner owner = content.owner();
        Document document = content.document();
        List<Problem> shape = checkShape(document);
        if (!shape.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome(shape, provides(owner), false));
        }
        List<CompletableFuture<List<Problem>>> all = new ArrayList<>();
        JsonNode map = document.root().path(KEY);
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            all.add(put(owner, document, entry.getKey(), entry.getValue()));
        }
        provides(owner).stream().filter(id -> !map.has(id)).forEach(id -> all.add(unregister(owner, id)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> outcome(owner, all));
    }

    @Override
    public CompletionStage<Void> remove(Owner owner) {
        CompletableFuture<?>[] all =
                provides(owner).stream().map(id -> unregister(owner, id)).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    @Override
    public List<String> provides(Owner owner) {
        return integrations.idsOf(owner);
    }

    private Outcome outcome(Owner owner, List<CompletableFuture<List<Problem>>> all) {
        List<Problem> problems =
                all.stream().flatMap(each -> each.join().stream()).toList();
        return new Outcome(problems, provides(owner), !problems.isEmpty());
    }

    private static List<Problem> checkShape(Document document) {
        List<Problem> problems = new ArrayList<>();
        JsonNode root = document.root();
        if (!root.isObject() && !root.isNull()) {
            problems.add(Problem.of("", "type", "must be a map with 'integrations:'"));
        }
        root.properties().stream()
                .filter(entry -> !entry.getKey().equals(KEY))
                .forEach(entry -> problems.add(
                        Problem.of(Pointers.child("", entry.getKey()), "unknown", "only 'integrations' may stand here")
                                .withSuggestion(KEY)));
        JsonNode map = root.path(KEY);
        if (!map.isMissingNode() && !map.isObject() && !map.isNull()) {
            problems.add(Problem.of("/" + KEY, "type", "must be a map from ids to definitions"));
        }
        return document.locate("", problems);
    }

    private CompletableFuture<List<Problem>> put(Owner owner, Document document, String id, JsonNode config) {
        String pointer = Pointers.child("/" + KEY, id);
        if (!(config instanceof ObjectNode definition)) {
            Problem problem = Problem.of("", "type", "the definition of '" + id + "' must be a map");
            return CompletableFuture.completedFuture(document.locate("", within(pointer, List.of(problem))));
        }
        return adopt(owner, id)
                .thenCompose(adopted -> integrations.put(id, definition, owner, null))
                .thenApply(applied -> List.<Problem>of())
                .exceptionally(thrown -> document.locate("", within(pointer, problems(thrown))))
                .toCompletableFuture();
    }

    /** A moved file takes its integrations along, and they never stop running. */
    private CompletionStage<Void> adopt(Owner owner, String id) {
        Optional<Owner> before = integrations.find(id).map(found -> Owner.parse(found.owner()));
        return before.filter(other -> !other.equals(owner))
                .filter(abandoned)
                .map(other -> integrations.transfer(id, other, owner))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<List<Problem>> unregister(Owner owner, String id) {
        return integrations
                .unregister(id, owner, null)
                .thenApply(done -> List.<Problem>of())
                .exceptionally(IntegrationsHandler::problemsOfRemoval)
                .toCompletableFuture();
    }

    /** Somebody else may have taken it, or removed it, meanwhile: then there is nothing left to do. */
    private static List<Problem> problemsOfRemoval(Throwable thrown) {
        boolean settled = Outcome.cause(thrown) instanceof IntegrationException e
                && (e.reason() == Reason.NOT_FOUND || e.reason() == Reason.OWNED_ELSEWHERE);
        return settled ? List.of() : problems(thrown);
    }

    private static List<Problem> problems(Throwable thrown) {
        if (Outcome.cause(thrown) instanceof IntegrationException e) {
            String rule = e.reason() == Reason.OWNED_ELSEWHERE ? "owner" : "deployable";
            return List.of(Problem.of("", rule, e.getMessage()));
        }
        return Outcome.problems(thrown);
    }

    private static List<Problem> within(String prefix, List<Problem> problems) {
        return problems.stream().map(problem -> problem.under(prefix)).toList();
    }
}
