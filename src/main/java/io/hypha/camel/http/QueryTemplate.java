package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The query of an operation. Parameters whose params the call does not give are left out; an array repeats its parameter. */
record QueryTemplate(List<Parameter> parameters) {
    static final QueryTemplate NONE = new QueryTemplate(List.of());
    private static final String RESERVED_ALLOWED = "!$'()*+,;:@/?";

    /** @param name percent-encoded, as are the template's literals */
    record Parameter(String name, Template value) {}

    QueryTemplate {
        parameters = List.copyOf(parameters);
    }

    /** @throws IllegalArgumentException if a value is an object */
    static QueryTemplate of(JsonNode query) {
        List<Parameter> parameters = new ArrayList<>();
        query.properties().forEach(entry -> add(parameters, entry.getKey(), entry.getValue()));
        return new QueryTemplate(parameters);
    }

    /** Reads what stands after a {@code ?}. */
    static QueryTemplate ofText(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(literal(name, query), raw(value, query)));
        }
        return new QueryTemplate(parameters);
    }

    QueryTemplate and(QueryTemplate more) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(more.parameters);
        return new QueryTemplate(all);
    }

    /** Appends {@code name=value&...} for the parameters, then for the params that nothing else of the operation uses. */
    void append(QueryText out, ObjectNode params) {
        for (Parameter parameter : parameters) {
            Template value = parameter.value();
            if (value.isWhole()) {
                appendLeftover(out, parameter.name(), value.params().get(0), params);
            } else if (value.isGiven(params)) {
                value.append(out.start(parameter.name()), params, QueryTemplate::encode);
            }
        }
    }

    /** Appends the params that nothing of the operation uses. */
    static void appendLeftovers(QueryText out, ObjectNode params, Set<String> used) {
        params.fieldNames().forEachRemaining(param -> {
            if (!used.contains(param)) {
                appendLeftover(out, Percent.encode(param), param, params);
            }
        });
    }

    private static void appendLeftover(QueryText out, String name, String param, ObjectNode params) {
        JsonNode value = params.path(param);
        if (value.isArray()) {
            value.forEach(element -> Percent.encode(out.start(name), Template.text(param, element)));
        } else if (!value.isNull() && !value.isMissingNode()) {
            Percent.encode(out.start(name), Template.text(param, value));
        }
    }

    private static void add(List<Parameter> parameters, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> add(parameters, name, element));
        } else if (value.isObject()) {
            throw new IllegalArgumentException("query parameter must not be an object: " + name);
        } else if (!value.isNull()) {
            parameters.add(new Parameter(Percent.encode(name), literalsEncoded(Template.of(value.asText()))));
        }
    }

    private static Template raw(String value, String query) {
        Template template = Template.of(value);
        template.literals().forEach(text -> literal(text, query));
        return template;
    }

    private static String literal(String text, String query) {
        if (!Percent.isEncoded(text, RESERVED_ALLOWED)) {
            throw new IllegalArgumentException("query must be name=value pairs of URI characters (others"
                    + " percent-encoded), with params as {name} in values only: " + query);
        }
        return text;
    }

    private static Template literalsEncoded(Template template) {
        return new Template(template.literals().stream().map(Percent::encode).toList(), template.params());
    }

    private static void encode(StringBuilder out, String param, String text) {
        Percent.encode(out, text);
    }
}
