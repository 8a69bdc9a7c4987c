package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which connector a definition means: its {@code type} is a connector's name, or a family whose member is named by
 * {@code protocol}, {@code engine}, {@code broker} or {@code service}, or can be told from the address.
 */
final class ConnectorChoice {
    private static final Map<String, String> SELECTORS =
            Map.of("api", "protocol", "database", "engine", "queue", "broker", "cloud", "service");
    private static final Map<Integer, String> PORTS = Map.of(5432, "postgresql", 3306, "mariadb");

    private final ConnectorCatalogue catalogue;

    ConnectorChoice(ConnectorCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The connector that is meant, be it misspelt: then the closest, and a problem. Empty where none is close.
     *
     * @param problems gets what is wrong with the choice
     */
    Optional<Connector> choose(ObjectNode config, List<Problem> problems) {
        try {
            Connector connector = choose(config);
            problems.addAll(contradictions(config, connector));
            return Optional.of(connector);
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
            return meant(config, e.problems().get(0));
        }
    }

    private Optional<Connector> meant(ObjectNode config, Problem problem) {
        if (problem.suggestion() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(choose(config.deepCopy().put(problem.pointer().substring(1), problem.suggestion())));
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }

    private static List<Problem> contradictions(ObjectNode config, Connector connector) {
        String type = config.path("type").asText();
        List<Problem> problems = new ArrayList<>();
        SELECTORS.forEach((family, selector) -> {
            String member = config.path(selector).asText("");
            boolean agrees = type.equals(family)
                    ? connector.family().equals(family) || connector.family().equals("other")
                    : connector.family().equals(family) && member.equals(connector.name());
            if (!member.isEmpty() && !agrees) {
                problems.add(Problem.of(
                        "/" + selector,
                        "connector",
                        "contradicts 'type: " + type + "': '" + connector.name() + "' is a connector of the family "
                                + connector.family() + "; leave it out, or change the type"));
            }
        });
        return problems;
    }

    Connector choose(JsonNode config) {
        if (!config.path("type").isTextual()) {
            boolean missing = config.path("type").isMissingNode();
            throw new InvalidDocumentException(Problem.of(
                    "/type",
                    missing ? "required" : "type",
                    (missing ? "'type' is missing" : "must be text")
                            + ": a connector's name, or api, database, queue, cloud"));
        }
        String type = config.path("type").asText();
        String selector = SELECTORS.get(type);
        if (selector == null) {
            return find("/type", type);
        }
        String member = config.path(selector).asText("");
        return find("/" + selector, member.isEmpty() ? guess(type, selector, config) : member);
    }

    private Connector find(String pointer, String name) {
        return catalogue.find(name).orElseThrow(() -> unknown(pointer, name));
    }

    private InvalidDocumentException unknown(String pointer, String name) {
        List<String> known = Stream.concat(catalogue.all().stream().map(Connector::name), SELECTORS.keySet().stream())
                .sorted()
                .toList();
        return new InvalidDocumentException(Problem.of(
                        pointer,
                        "connector",
                        "there is no connector '" + name + "'; known: " + String.join(", ", known))
                .withClosest(name, known));
    }

    private String guess(String family, String selector, JsonNode config) {
        String guess =
                switch (family) {
                    case "api" -> api(config.path("endpoint").asText());
                    case "database" -> database(config.path("connection"));
                    default -> null;
                };
        if (guess == null) {
            throw new InvalidDocumentException(Problem.of(
                    "/" + selector,
                    "required",
                    "say which '" + selector + "' this " + family
                            + " integration uses, or name its connector as the type"));
        }
        return guess;
    }

    private static String api(String endpoint) {
        String lower = endpoint.toLowerCase(Locale.ROOT);
        if (lower.startsWith("ws:") || lower.startsWith("wss:")) {
            return "websocket";
        }
        return lower.endsWith("?wsdl") || lower.endsWith(".wsdl") ? "soap" : "rest";
    }

    private String database(JsonNode connection) {
        String url = connection.path("url").asText("");
        if (url.startsWith("jdbc:")) {
            return engine(url);
        }
        return PORTS.get(connection.path("port").asInt());
    }

    /** {@code postgresql} of {@code jdbc:postgresql://...}, or {@code jdbc} where no connector is named so. */
    private String engine(String url) {
        int end = url.indexOf(':', "jdbc:".length());
        String scheme = end < 0 ? "" : url.substring("jdbc:".length(), end);
        return catalogue.find(scheme).map(Connector::name).orElse("jdbc");
    }
}
