package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON tree with params in its strings. Filling it in gives a missing node for a string that is nothing but a param which the call
 * does not give; text around a param needs it.
 */
sealed interface BodyTemplate {
    JsonNode fill(ObjectNode params);

    void collectParams(Set<String> names);

    static BodyTemplate of(JsonNode tree) {
        if (tree.isObject()) {
            Map<String, BodyTemplate> fields = new LinkedHashMap<>();
            tree.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
            return new Fields(fields);
        }
        if (tree.isArray()) {
            List<BodyTemplate> elements = new ArrayList<>();
            tree.forEach(element -> elements.add(of(element)));
            return new Elements(elements);
        }
        return tree.isTextual() ? new Text(Template.of(tree.asText())) : new Constant(tree);
    }

    /** Numbers, booleans and null. */
    record Constant(JsonNode value) implements BodyTemplate {
        @Override
        public JsonNode fill(ObjectNode params) {
            return value;
        }

        @Override
        public void collectParams(Set<String> names) {}
    }

    /** A string, or a param of any type. */
    record Text(Template template) implements BodyTemplate {
        @Override
        public JsonNode fill(ObjectNode params) {
            if (template.isWhole()) {
                return params.path(template.params().get(0));
            }
            template.requireAll(params, "the body");
            StringBuilder out = new StringBuilder();
            template.append(out, params, (text, param, value) -> text.append(value));
            return JsonNodeFactory.instance.textNode(out.toString());
        }

        @Override
        public void collectParams(Set<String> names) {
            names.addAll(template.params());
        }
    }

    /** The body of an operation that says nothing of one: the param named {@code body}, if the call gives it. */
    record Implied() implements BodyTemplate {
        @Override
        public JsonNode fill(ObjectNode params) {
            return params.path(BodyFormat.BODY);
        }

        @Override
        public void collectParams(Set<String> names) {
            names.add(BodyFormat.BODY);
        }
    }

    /** An object; properties without value are left out. */
    record Fields(Map<String, BodyTemplate> fields) implements BodyTemplate {
        @Override
        public JsonNode fill(ObjectNode params) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, template) -> {
                JsonNode value = template.fill(params);
                if (!value.isMissingNode()) {
                    filled.set(name, value);
                }
            });
            return filled;
        }

        @Override
        public void collectParams(Set<String> names) {
            fields.values().forEach(field -> field.collectParams(names));
        }
    }

    /** An array; elements without value are left out. */
    record Elements(List<BodyTemplate> elements) implements BodyTemplate {
        @Override
        public JsonNode fill(ObjectNode params) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            for (BodyTemplate element : elements) {
                JsonNode value = element.fill(params);
                if (!value.isMissingNode()) {
                    filled.add(value);
                }
            }
            return filled;
        }

        @Override
        public void collectParams(Set<String> names) {
            elements.forEach(element -> element.collectParams(names));
        }
    }
}
