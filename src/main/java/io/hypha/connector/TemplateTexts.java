package io.hypha.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The texts of a connector's template, each with what Camel takes it for. */
public final class TemplateTexts {
    /** What may stand within a key of an endpoint, and means the same one. */
    private static final Set<String> EXPRESSIONS = Set.of("simple", "constant", "expression");

    private static final Set<String> SCRIPTS = Set.of(
            "groovy",
            "joor",
            "java",
            "js",
            "javascript",
            "mvel",
            "ognl",
            "spel",
            "python",
            "jq",
            "jsonpath",
            "xpath",
            "xquery",
            "xtokenize",
            "datasonnet",
            "csimple",
            "method",
            "language",
            "wasm",
            "hl7terser");
    /** All else of a bean says which code is run. */
    private static final Set<String> VALUES_OF_BEANS = Set.of("properties", "constructors");

    private final List<Text> texts = new ArrayList<>();

    private TemplateTexts() {}

    /** What a text is: data; the URI of an endpoint, which begins with the component's scheme; or something that is run. */
    public enum Use {
        DATA,
        ENDPOINT,
        CODE
    }

    /**
     * One text.
     *
     * @param pointer into the file
     * @param key what it is the value of
     */
    public record Text(String pointer, Use use, String key, String value) {}

    /** All texts below {@code spec.template}. */
    public static List<Text> of(JsonNode spec) {
        TemplateTexts found = new TemplateTexts();
        spec.path("template").properties().forEach(part -> {
            String pointer = Pointers.child("/spec/template", part.getKey());
            if (part.getKey().equals("beans")) {
                found.beans(pointer, part.getValue());
            } else {
                found.steps(pointer, part.getKey(), part.getValue(), Use.DATA);
            }
        });
        return found.texts;
    }

    private void beans(String pointer, JsonNode beans) {
        for (int i = 0; i < beans.size(); i++) {
            String bean = pointer + "/" + i;
            for (Map.Entry<String, JsonNode> field : beans.path(i).properties()) {
                Use use = VALUES_OF_BEANS.contains(field.getKey()) ? Use.DATA : Use.CODE;
                all(Pointers.child(bean, field.getKey()), field.getKey(), field.getValue(), use);
            }
        }
    }

    private void steps(String pointer, String key, JsonNode node, Use use) {
        if (node.isTextual()) {
            texts.add(new Text(pointer, use, key, node.textValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            steps(pointer + "/" + i, key, node.get(i), use);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String at = Pointers.child(pointer, field.getKey());
            String name = YamlKeys.camelCase(field.getKey());
            if (name.equals("parameters")) {
                all(at, name, field.getValue(), Use.DATA);
            } else if (SCRIPTS.contains(name)) {
                all(at, name, field.getValue(), Use.CODE);
            } else {
                steps(at, name, field.getValue(), within(use, name));
            }
        }
    }

    private static Use within(Use use, String name) {
        boolean endpoint = YamlKeys.ENDPOINTS.contains(name) || (use == Use.ENDPOINT && EXPRESSIONS.contains(name));
        return endpoint ? Use.ENDPOINT : Use.DATA;
    }

    private void all(String pointer, String key, JsonNode node, Use use) {
        if (node.isTextual()) {
            texts.add(new Text(pointer, use, key, node.textValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            all(pointer + "/" + i, key, node.get(i), use);
        }
        node.properties().forEach(field -> all(Pointers.child(pointer, field.getKey()), key, field.getValue(), use));
    }
}
