package io.hypha.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a JSON Schema itself (draft 2020-12): a library that only applies schemas takes a mistyped type for one that
 * nothing is of, and finds a bad pattern when it is used. Stateless.
 */
public final class Metaschema {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                    SchemaLocation.of(SchemaId.V202012),
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .build());
    /** Whose problems say no more than those of what they are made of. */
    private static final Set<String> WHOLE = Set.of("allOf", "anyOf", "$ref", "$dynamicRef");

    private static final List<String> TYPES =
            List.of("array", "boolean", "integer", "null", "number", "object", "string");

    private Metaschema() {}

    /** Everything wrong with the schema, with pointers into it; empty if it can be used. */
    public static List<Problem> check(ObjectNode schema) {
        List<Problem> problems = new ArrayList<>();
        SCHEMA.validate(schema).stream()
                .filter(message -> !WHOLE.contains(message.getType()))
                .map(Metaschema::problem)
                .filter(problem ->
                        problems.stream().noneMatch(other -> other.pointer().equals(problem.pointer())))
                .forEach(problems::add);
        return problems.isEmpty() ? unusable(schema) : problems;
    }

    private static Problem problem(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String value = message.getInstanceNode() == null
                ? ""
                : message.getInstanceNode().asText();
        if (pointer.endsWith("/type")) {
            return Problem.of(pointer, "enum", "must be one of, or a list of, " + String.join(", ", TYPES))
                    .withClosest(value, TYPES);
        }
        if (message.getType().equals("format")) {
            return Problem.of(pointer, "format", "is no regular expression: '" + value + "'");
        }
        return Problem.of(pointer, message.getType(), SchemaCheck.rule(message));
    }

    private static List<Problem> unusable(ObjectNode schema) {
        try {
            new SchemaCheck(schema);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems();
        }
    }
}
