package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.Metaschema;
import io.hypha.connector.ParameterText;
import io.hypha.connector.Schemas;
import io.hypha.connector.SecretTexts;
import io.hypha.credential.AuthSettings;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.secret.Masking;
import io.hypha.secret.SecretText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final DefinitionSchema COMMON = DefinitionSchema.ofNoConnector();

    private final ConnectorCatalogue catalogue;
    private final ConnectorChoice choice;
    private final SecretText secrets;
    private final Masking masking;

    /** By connector name; a connector whose file changed is another object. */
    private final Map<String, Compiled> schemas = new ConcurrentHashMap<>();

    private record Compiled(Connector connector, DefinitionSchema schema) {}

    public DefinitionReader(ConnectorCatalogue catalogue, SecretText secrets, Masking masking) {
        this.catalogue = catalogue;
        this.choice = new ConnectorChoice(catalogue);
        this.secrets = secrets;
        this.masking = masking;
    }

    /** Reads as if this connector had taken the place of its namesake. */
    DefinitionReader with(Connector next) {
        return new DefinitionReader(catalogue.with(next), secrets, masking);
    }

    /**
     * The document, with everything that is wrong with it. Secrets that it says are masked until {@link #release}, or until this returns
     * where there is no definition.
     */
    Draft draft(String id, ObjectNode config) {
        List<Problem> problems = new ArrayList<>();
        checkId(id, problems);
        Optional<Connector> connector = choice.choose(config, problems);
        DefinitionSchema schema = connector.map(this::schema).orElse(COMMON);
        problems.addAll(Draft.fresh(problems, schema.check(config)));
        ObjectNode sound = Draft.sound(config, problems);
        ResiliencePolicy resilience = ResilienceReader.read(sound, concurrent(connector), problems);
        checkOperations(sound, problems);
        DefinitionSecrets found = new DefinitionSecrets(secrets);
        ObjectNode resolved = found.resolve(schema.schema(), sound);
        if (connector.isEmpty()) {
            found.resolved().forEach(masking::forget);
            problems.addAll(found.problems());
            return new Draft(Optional.empty(), problems);
        }
        found.checkOtherPlaces(sound);
        problems.addAll(found.problems());
        ObjectNode parameters = parameters(connector.get(), schema, resolved, problems);
        Definition definition = new Definition(
                id,
                connector.get(),
                parameters,
                operations(resolved),
                auth(resolved.path("auth")),
                resilience,
                config,
                found.resolved());
        return new Draft(Optional.of(definition), problems);
    }

    private static int concurrent(Optional<Connector> connector) {
        boolean async = connector.isPresent() && connector.get().traits().async();
        return async ? ResiliencePolicy.DEFAULT_CONCURRENT : DEFAULT_CONCURRENT_BLOCKING;
    }

    private static ObjectNode parameters(
            Connector connector, DefinitionSchema schema, ObjectNode resolved, List<Problem> problems) {
        ObjectNode parameters = schema.parameters(resolved);
        Schemas.fillDefaults(connector.parameters(), parameters);
        if (connector.traits().textual()) {
            problems.addAll(Draft.fresh(problems, ParameterText.check(parameters)));
        }
        return parameters;
    }

    /** JSON Schema of whole definitions of this connector. */
    public ObjectNode schemaOf(Connector connector) {
        return schema(connector).schema();
    }

    /** The document with its secrets replaced by {@link Masking#MASK}. */
    ObjectNode masked(Connector connector, ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        SecretTexts.replace(schema(connector).schema(), copy, (pointer, text) -> Masking.MASK);
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

    /** The secrets of a definition that is to be changed; where its connector is gone, every text may be one. */
    KeptSecrets kept(ObjectNode config) {
        Set<String> pointers = new HashSet<>();
        try {
            JsonNode schema = schema(choice.choose(config)).schema();
            SecretTexts.replace(schema, config.deepCopy(), (pointer, text) -> {
                pointers.add(pointer);
                return text;
            });
        } catch (InvalidDocumentException e) {
            Texts.visit(config, (pointer, text) -> pointers.add(pointer));
        }
        return new KeptSecrets(config, pointers, masking);
    }

    private DefinitionSchema schema(Connector connector) {
        return schemas.compute(
                        connector.name(),
                        (name, known) -> known != null && known.connector().equals(connector)
                                ? known
                                : new Compiled(connector, new DefinitionSchema(connector)))
                .schema();
    }

    /** The definition is used no more: its secrets need no masking. */
    void release(Definition definition) {
        definition.secrets().forEach(masking::forget);
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
                String pointer = Pointers.child("/operations", operation.getKey()) + "/params";
                Metaschema.check(params).forEach(problem -> problems.add(problem.under(pointer)));
            }
        });
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
}
