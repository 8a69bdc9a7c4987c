package io.hypha.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Suggestions;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.RouteFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The catalogue of connectors, with what one needs to know to write a definition; and the files of the routes folder. */
final class ConnectorsResource {
    private final ConnectorCatalogue connectors;
    private final RouteFiles files;

    ConnectorsResource(ConnectorCatalogue connectors, RouteFiles files) {
        this.connectors = connectors;
        this.files = files;
    }

    Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(
                Endpoint.LIST_CONNECTORS, this::list,
                Endpoint.READ_CONNECTOR, this::get,
                Endpoint.LIST_ROUTE_FILES, this::routes);
    }

    private CompletionStage<Answer> list(Call call) {
        String family = call.query().text("family").orElse(null);
        List<ObjectNode> items = connectors.all().stream()
                .filter(connector -> family == null || connector.family().equals(family))
                .map(ConnectorsResource::summary)
                .toList();
        return Answer.now(Page.all(items));
    }

    private CompletionStage<Answer> get(Call call) {
        String name = call.path("name");
        return Answer.now(full(connectors.find(name).orElseThrow(() -> notFound(name))));
    }

    private CompletionStage<Answer> routes(Call call) {
        return Answer.now(Page.all(files.files()));
    }

    private ProblemException notFound(String name) {
        List<String> names = connectors.all().stream().map(Connector::name).toList();
        String closest = Suggestions.closest(name, names)
                .map(known -> "; did you mean '" + known + "'?")
                .orElse("; GET /api/v1/connectors lists them.");
        return new ProblemException(ProblemType.NOT_FOUND, "there is no connector '" + name + "'" + closest);
    }

    private static ObjectNode summary(Connector connector) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", connector.name());
        node.put("title", connector.title());
        node.put("description", connector.description());
        node.put("family", connector.family());
        node.put("file", connector.file());
        connector.actions().keySet().stream().sorted().forEach(node.withArray("actions")::add);
        return node;
    }

    private static ObjectNode full(Connector connector) {
        ObjectNode node = summary(connector);
        node.set("parameters", connector.parameters());
        ObjectNode actions = node.putObject("actions");
        new TreeMap<>(connector.actions()).forEach((name, action) -> {
            ObjectNode entry = actions.putObject(name);
            entry.put("description", action.description());
            entry.set("params", action.params());
        });
        JsonNode schema = connector.operations().schema();
        if (schema != null) {
            node.set("operations", schema);
        }
        node.put("undeclared_actions", connector.operations().undeclared());
        node.put("unnamed_action", connector.operations().unnamed());
        return node;
    }
}
