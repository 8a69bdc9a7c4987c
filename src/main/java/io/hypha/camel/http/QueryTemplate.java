package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The query of an operation. Parameters whose params the call does not give are left out; an array repeats its parameter. */
record QueryTemplate(List<Parameter> parameters, QueryNames names) {
    static final QueryTemplate NONE = new QueryTemplate(List.of());
    private static final String RESERVED_ALLOWED = "!$'()*+,;:@/?";

    /**
     * @param name percent-encoded, as are the template's literals
     * @param flag whether it is the name alone, without even {@code =}
     */
    record Parameter(String name, Template value, boolean flag) {
        Parameter(String name, Template value) {
            this(name, value, false);
        }

        static Parameter flag(String name) {
            return new Parameter(name, Template.of(""), true);
        }
    }

    QueryTemplate {
        parameters = List.copyOf(parameters);
    }

    private QueryTemplate(List<Parameter> parameters) {
        this(
                parameters,
                QueryNames.ofEncoded(parameters.stream().map(Parameter::name).toList()));
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
            if (equals >= 0) {
                String name = literal(pair.substring(0, equals), query);
                parameters.add(new Parameter(name, raw(pair.substring(equals + 1), query)));
            } else if (!pair.isEmpty()) {
                parameters.add(Parameter.flag(literal(pair, query)));
            }
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
            if (parameter.flag()) {
                out.flag(parameter.name());
            } else if (value.isWhole()) {
                appendLeftover(out, parameter.name(), value.params().get(0), params);
            } else if (value.isGiven(params)) {
                value.append(out.start(parameter.name()), params, QueryTemplate::encode);
            }
        }
    }

    /**
     * Appends the params that nothing of the operation uses.
     *
     * @param fixed what else than this template sets parameters
     */
    void appendLeftovers(QueryText out, ObjectNode params, Set<String> used, QueryNames fixed) {
        params.fieldNames().forEachRemaining(param -> {
            if (!used.contains(param)) {
                if (names.contains(param) || fixed.contains(param)) {
                    throw ParamFailures.wrong(
                            param, "fixed", "must be left out: the query has a parameter of this name already");
                }
                appendLeftover(out, Percent.encode(param), param, params);
            }
        });
    }

    private static void appendLeftover(QueryText out, String name, String param, ObjectNode params) {
        JsonNode value = params.path(param);
        if (value.isArray()) {
            value.forEach(element -> appendValue(out, name, param, element));
        } else {
            appendValue(out, name, param, value);
        }
    }

    private static void appendValue(QueryText out, String name, String param, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
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
