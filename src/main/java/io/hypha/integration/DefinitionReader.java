package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.ParameterText;
import io.hypha.connector.SchemaCheck;
import io.hypha.connector.Schemas;
import io.hypha.credential.AuthSettings;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.secret.Masking;
import io.hypha.secret.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Makes a {@link Definition} of the document its owner wrote, or says everything that is wrong with it. Thread-safe.
 */
public final class DefinitionReader {
    /** What an id may be: it names routes, metrics and files, and so has no character that means something there. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    /** Threads are dear where connectors block: by default one integration cannot take all of them. */
    private static final int DEFAULT_CONCURRENT_BLOCKING = 64;

    private final ConnectorChoice choice;
    private final SecretText secrets;
    private final Masking masking;

    /** By connector name; a connector whose file changed is another object. */
    private final Map<String, Compiled> schemas = new ConcurrentHashMap<>();

    private record Compiled(Connector connector, DefinitionSchema schema) {}

    public DefinitionReader(ConnectorCatalogue catalogue, SecretText secrets, Masking masking) {
        this.choice = new ConnectorChoice(catalogue);
        this.secrets = secrets;
        this.masking = masking;
    }

    /**
     * The checked definition. Its secrets are masked until {@link #release}.
     *
     * @throws InvalidDocumentException with all problems
     */
    Definition read(String id, ObjectNode config) {
        List<Problem> problems = new ArrayList<>();
        checkId(id, problems);
        if (!config.path("type").isTextual()) {
            problems.add(Problem.of(
                    "/type", "required", "'type' is missing: a connector's name, or api, database, queue, cloud"));
            throw new InvalidDocumentException(problems);
        }
        Connector connector = choose(config, problems);
        DefinitionSchema schema = schema(connector);
        problems.addAll(schema.check(config));
        stopIfAny(problems);

        int concurrent = connector.traits().async() ? ResiliencePolicy.DEFAULT_CONCURRENT : DEFAULT_CONCURRENT_BLOCKING;
        ResiliencePolicy resilience = ResilienceReader.read(config, concurrent, problems);
        checkOperations(config, problems);
        List<String> resolvedSecrets = new ArrayList<>();
        ObjectNode resolved = resolve(schema.schema(), config, resolvedSecrets, problems);
        ObjectNode parameters = schema.parameters(resolved);
        Schemas.fillDefaults(connector.parameters(), parameters);
        if (connector.traits().textual()) {
            problems.addAll(ParameterText.check(parameters));
        }
        if (!problems.isEmpty()) {
            resolvedSecrets.forEach(masking::forget);
        }
        stopIfAny(problems);
        return new Definition(
                id,
                connector,
                parameters,
                operations(config),
                auth(resolved.path("auth")),
                resilience,
                config,
                resolvedSecrets);
    }

    /** JSON Schema of whole definitions of this connector. */
    public ObjectNode schemaOf(Connector connector) {
        return schema(connector).schema();
    }

    /** The document with its secrets replaced by {@link Masking#MASK}. */
    ObjectNode masked(Connector connector, ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        Schemas.secrets(schema(connector).schema(), copy, (object, name) -> object.put(name, Masking.MASK));
        return copy;
    }

    /** The connector's name, or the type as it was written where there is no such connector now. */
    String connectorName(ObjectNode config) {
        try {
            return choice.choose(config).name();
        } catch (InvalidDocumentException e) {
            return config.path("type").asText();
        }
    }

    /** The same where the connector may be gone: then everything that could be a secret is masked. */
    ObjectNode masked(ObjectNode config) {
        try {
            return masked(choice.choose(config), config);
        } catch (InvalidDocumentException e) {
            return config.objectNode().put("type", config.path("type").asText());
        }
    }

    /**
     * The document with the kept secrets where it has {@link Masking#MASK}, so that what a client was shown can be sent back.
     */
    ObjectNode unmasked(ObjectNode kept, ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        restore(kept, copy);
        return copy;
    }

    private static void restore(JsonNode kept, ObjectNode config) {
        kept.properties().forEach(field -> {
            JsonNode value = config.path(field.getKey());
            if (value.asText().equals(Masking.MASK)) {
                config.set(field.getKey(), field.getValue());
            } else if (value instanceof ObjectNode nested) {
                restore(field.getValue(), nested);
            }
        });
    }

    private DefinitionSchema schema(Connector connector) {
        return schemas.compute(
                        connector.name(),
                        (name, known) -> known != null && known.connector().equals(connector)
                                ? known
                                : new Compiled(connector, new DefinitionSchema(connector)))
                .schema();
    }

    private Connector choose(ObjectNode config, List<Problem> problems) {
        try {
            return choice.choose(config);
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
            throw new InvalidDocumentException(problems);
        }
    }

    /** The definition is used no more: its secrets need no masking. */
    void release(Definition definition) {
        definition.secrets().forEach(masking::forget);
    }

    private ObjectNode resolve(ObjectNode schema, ObjectNode config, List<String> resolved, List<Problem> problems) {
        ObjectNode copy = config.deepCopy();
        Schemas.secrets(schema, copy, (object, name) -> {
            try {
                String secret = secrets.resolve("/" + name, object.get(name).asText());
                object.put(name, secret);
                resolved.add(secret);
            } catch (InvalidDocumentException e) {
                problems.addAll(e.problems());
            }
        });
        return copy;
    }

    private static AuthSettings auth(JsonNode auth) {
        if (auth.isMissingNode()) {
            return AuthSettings.NONE;
        }
        Map<String, String> credentials = new LinkedHashMap<>();
        auth.path("credentials")
                .properties()
                .forEach(field ->
                        credentials.put(field.getKey(), field.getValue().asText()));
        return new AuthSettings(auth.path("type").asText("none"), credentials);
    }

    private static Map<String, JsonNode> operations(ObjectNode config) {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        config.path("operations").properties().forEach(field -> operations.put(field.getKey(), field.getValue()));
        return operations;
    }

    private static void checkOperations(ObjectNode config, List<Problem> problems) {
        config.path("operations").properties().forEach(operation -> {
            if (operation.getValue().get("params") instanceof ObjectNode params) {
                checkSchema("/operations/" + operation.getKey() + "/params", params, problems);
            }
        });
    }

    private static void checkSchema(String pointer, ObjectNode schema, List<Problem> problems) {
        try {
            new SchemaCheck(schema);
        } catch (InvalidDocumentException e) {
            e.problems().forEach(problem -> problems.add(problem.under(pointer)));
        }
    }

    private static void checkId(String id, List<Problem> problems) {
        if (!ID.matcher(id).matches()) {
            problems.add(Problem.of(
                    "/id",
                    "pattern",
                    "an id has 1 to 64 letters, digits, '_', '.' and '-', and begins with a" + " letter or digit: '"
                            + id + "'"));
        }
    }

    private static void stopIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }
}
