package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;
import io.hypha.config.Documents;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.SchemaCheck;
import io.hypha.credential.AuthTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;

/**
 * The schema of definitions of one connector: what every definition may say, with the connector's own parameters beside it.
 * Parameters whose names are taken stand under {@code parameters}.
 */
final class DefinitionSchema {
    private static final ObjectNode COMMON = common();

    private final ObjectNode schema;
    private final TreeSet<String> own = new TreeSet<>();
    private final TreeSet<String> nested = new TreeSet<>();
    private final SchemaCheck check;

    DefinitionSchema(Connector connector) {
        this.schema = COMMON.deepCopy();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        ObjectNode auth = AuthTypes.schema();
        ArrayNode types = auth.withObject("/properties/type").putArray("enum");
        connector.auth().forEach(types::add);
        properties.set("auth", auth);
        if (connector.operations().schema() != null) {
            properties
                    .putObject("operations")
                    .put("type", "object")
                    .set("additionalProperties", connector.operations().schema());
        }
        addParameters(connector.parameters(), properties);
        this.check = SchemaCheck.quoting(schema);
    }

    private DefinitionSchema() {
        this.schema = COMMON.deepCopy();
        schema.remove("additionalProperties");
        schema.withObject("/properties").set("auth", AuthTypes.schema());
        this.check = SchemaCheck.quoting(schema);
    }

    /** What can be told of a definition whose connector is not known: unknown keys may be its parameters. */
    static DefinitionSchema ofNoConnector() {
        return new DefinitionSchema();
    }

    private void addParameters(ObjectNode parameters, ObjectNode properties) {
        ObjectNode inner = (ObjectNode) properties.get("parameters");
        inner.put("additionalProperties", false);
        parameters.path("properties").properties().forEach(parameter -> {
            boolean taken = properties.has(parameter.getKey());
            ObjectNode place = taken ? inner.withObject("/properties") : properties;
            place.set(parameter.getKey(), parameter.getValue());
            (taken ? nested : own).add(parameter.getKey());
        });
        parameters.path("required").forEach(name -> {
            boolean below = nested.contains(name.asText());
            (below ? inner.withArray("required") : schema.withArray("required")).add(name.asText());
        });
        if (inner.has("required")) {
            schema.withArray("required").add("parameters");
        }
    }

    List<Problem> check(JsonNode config) {
        return check.check(config);
    }

    /** JSON Schema of a whole definition. */
    ObjectNode schema() {
        return schema;
    }

    /** The connector's parameters out of a definition, brought to one level. */
    ObjectNode parameters(ObjectNode config) {
        ObjectNode parameters = config.objectNode();
        own.stream().filter(config::has).forEach(name -> parameters.set(name, config.get(name)));
        if (config.get("parameters") instanceof ObjectNode inner) {
            parameters.setAll(inner);
        }
        return parameters;
    }

    private static ObjectNode common() {
        try (InputStream in = DefinitionSchema.class.getResourceAsStream("definition.schema.yaml")) {
            Document document = Documents.yaml(in.readAllBytes(), "definition.schema.yaml");
            return (ObjectNode) document.root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
