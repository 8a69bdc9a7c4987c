package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.config.Suggestions;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled JSON Schema (draft 2020-12) that reports all problems at once, and for an unknown property the closest known one.
 * Thread-safe.
 */
public final class SchemaCheck {
    /** Kamelets say more of their parameters than JSON Schema knows, such as an {@code example}: that is no mistake. */
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((keyword, context) -> new AnnotationKeyword(keyword))
            .build();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(DIALECT.getIri())
            .metaSchema(DIALECT)
            .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
            .build();
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(false)
            .build();

    private final ObjectNode root;
    private final JsonSchema schema;

    /**
     * Nothing is loaded: a schema refers to its own parts only.
     *
     * @throws InvalidDocumentException with pointers into the schema, if it is not one that can be used
     */
    public SchemaCheck(ObjectNode schema) {
        List<Problem> problems = SchemaReferences.check(schema);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        this.root = schema;
        this.schema = compiled(schema);
    }

    private static JsonSchema compiled(ObjectNode schema) {
        try {
            JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
            compiled.initializeValidators();
            return compiled;
        } catch (RuntimeException | StackOverflowError e) {
            String why = e.getMessage() == null ? "it refers to itself too deeply" : e.getMessage();
            throw new InvalidDocumentException(Problem.of("", "schema", "not a usable JSON Schema: " + why));
        }
    }

    /** Everything wrong with the document; empty if it is good. */
    public List<Problem> check(JsonNode document) {
        List<Problem> problems = new ArrayList<>();
        for (ValidationMessage message : schema.validate(document)) {
            problems.add(problem(message));
        }
        return problems;
    }

    private Problem problem(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        return switch (message.getType()) {
            case "additionalProperties", "unevaluatedProperties" -> unknown(message, pointer);
            case "required" -> Problem.of(pointer, "required", "'" + message.getProperty() + "' is missing");
            default -> Problem.of(pointer, message.getType(), text(message));
        };
    }

    private Problem unknown(ValidationMessage message, String pointer) {
        String name = message.getProperty();
        Problem problem = Problem.of(pointer + "/" + escape(name), "unknown", "unknown key '" + name + "'");
        return Suggestions.closest(name, siblings(message))
                .map(problem::withSuggestion)
                .orElse(problem);
    }

    /** The names that the schema knows where the unknown one stands. */
    private List<String> siblings(ValidationMessage message) {
        String path = message.getEvaluationPath().toString();
        String parent = path.substring(0, path.lastIndexOf('/'));
        List<String> names = new ArrayList<>();
        root.at(parent).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(ValidationMessage message) {
        String text = message.getMessage();
        int colon = text.indexOf(": ");
        return colon < 0 ? text : text.substring(colon + 2);
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
