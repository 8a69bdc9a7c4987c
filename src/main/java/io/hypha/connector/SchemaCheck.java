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
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
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

    private static final int LONGEST_QUOTE = 80;

    private final ObjectNode root;
    private final JsonSchema schema;
    private final boolean quotes;

    /**
     * Nothing is loaded: a schema refers to its own parts only.
     *
     * @throws InvalidDocumentException with pointers into the schema, if it is not one that can be used
     */
    public SchemaCheck(ObjectNode schema) {
        this(schema, false);
    }

    private SchemaCheck(ObjectNode schema, boolean quotes) {
        List<Problem> problems = SchemaReferences.check(schema);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        this.root = schema;
        this.schema = compiled(schema);
        this.quotes = quotes;
    }

    /** The same, whose problems quote the values that are wrong, unless they could be secrets. */
    public static SchemaCheck quoting(ObjectNode schema) {
        return new SchemaCheck(schema, true);
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
        return schema.validate(document).stream().map(this::problem).distinct().toList();
    }

    private Problem problem(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        return switch (message.getType()) {
            case "additionalProperties", "unevaluatedProperties" -> unknown(message, pointer);
            case "required" ->
                Problem.of(
                        Pointers.child(pointer, message.getProperty()),
                        "required",
                        "'" + message.getProperty() + "' is missing");
            case "enum" -> notListed(message, pointer);
            default -> Problem.of(pointer, message.getType(), text(message));
        };
    }

    private Problem notListed(ValidationMessage message, String pointer) {
        List<String> values = new ArrayList<>();
        message.getSchemaNode().forEach(value -> values.add(value.asText()));
        return Problem.of(pointer, "enum", "must be one of " + String.join(", ", values) + quoted(message))
                .withClosest(message.getInstanceNode().asText(), values);
    }

    private Problem unknown(ValidationMessage message, String pointer) {
        String name = message.getProperty();
        return Problem.of(Pointers.child(pointer, name), "unknown", "unknown key '" + name + "'")
                .withClosest(name, siblings(message));
    }

    /** The names that the schema knows where the unknown one stands. */
    private List<String> siblings(ValidationMessage message) {
        List<String> names = new ArrayList<>();
        around(message).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The schema that the broken keyword is a part of. */
    private JsonNode around(ValidationMessage message) {
        String keyword = message.getSchemaLocation().getFragment().toString();
        return root.at(keyword.substring(0, Math.max(0, keyword.lastIndexOf('/'))));
    }

    /** The rule in words, where the schema has them in {@code errorMessage}; else what the library says. */
    private String text(ValidationMessage message) {
        String words =
                around(message).path("errorMessage").path(message.getType()).textValue();
        if (words != null) {
            return words + quoted(message);
        }
        return rule(message);
    }

    /** What the library says, without the place. */
    static String rule(ValidationMessage message) {
        String text = message.getMessage();
        int colon = text.indexOf(": ");
        return colon < 0 ? text : text.substring(colon + 2);
    }

    private String quoted(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        boolean harmless = quotes
                && value != null
                && value.isValueNode()
                && !"password".equals(around(message).path("format").textValue())
                && !message.getInstanceLocation().toString().startsWith("/auth/credentials");
        String text = harmless ? value.asText() : "";
        // The user and the query of a URI may be credentials.
        boolean shown = harmless && text.length() <= LONGEST_QUOTE && text.indexOf('@') < 0 && text.indexOf('?') < 0;
        return shown ? ": '" + text + "'" : "";
    }
}
