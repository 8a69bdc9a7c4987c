package io.hypha.management;

import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.integration.Integration;
import io.hypha.integration.Integrations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The list of integrations: filtered, a page at a time, ordered by id. */
final class ListResource {
    private static final String PATH = "/api/v1/integrations";

    private final Integrations integrations;
    private final ConnectorCatalogue connectors;

    ListResource(Integrations integrations, ConnectorCatalogue connectors) {
        this.integrations = integrations;
        this.connectors = connectors;
    }

    Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(Endpoint.LIST_INTEGRATIONS, this::list);
    }

    private CompletionStage<Answer> list(Call call) {
        Query query = call.query();
        int limit = query.limit();
        String after = query.text("after").orElse("");
        List<Integration> found = integrations.all().stream()
                .filter(integration -> call.sees(integration.id()))
                .filter(filter(query))
                .filter(integration -> integration.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        return Answer.now(found.size() <= limit ? Page.all(found) : cut(found, limit, query));
    }

    private Predicate<Integration> filter(Query query) {
        Optional<String> type = query.text("type");
        Optional<String> owner = query.text("owner");
        Optional<String> state = query.text("state");
        return integration -> type.map(wanted -> isOfType(integration, wanted)).orElse(true)
                && owner.map(wanted -> isOwnedBy(integration, wanted)).orElse(true)
                && state.map(wanted -> integration.state().label().equals(wanted))
                        .orElse(true);
    }

    private boolean isOfType(Integration integration, String type) {
        return integration.connector().equals(type)
                || connectors
                        .find(integration.connector())
                        .map(Connector::family)
                        .map(type::equals)
                        .orElse(false);
    }

    /** By kind, or by kind and name: {@code file}, {@code file:crm.yaml}. */
    private static boolean isOwnedBy(Integration integration, String owner) {
        return integration.owner().equals(owner) || integration.owner().startsWith(owner + ":");
    }

    private static Page cut(List<Integration> found, int limit, Query query) {
        List<Integration> items = found.subList(0, limit);
        Map<String, String> parameters = new TreeMap<>();
        for (String name : List.of("type", "state", "owner", "limit")) {
            query.text(name).ifPresent(value -> parameters.put(name, value));
        }
        parameters.put("after", items.get(limit - 1).id());
        StringBuilder next = new StringBuilder(PATH);
        parameters.forEach((name, value) -> next.append(next.length() == PATH.length() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return new Page(items, next.toString());
    }
}
