package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Reads route templates with Camel's YAML DSL, without adding them to the context: what is not in the context cannot clash
 * with the templates of dropped files, nor be replaced by them.
 */
final class Templates {
    private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");
    private static final Pattern SCHEME = Pattern.compile("^([a-z][a-z0-9+.-]*):?.*");

    private final CamelContext context;

    Templates(CamelContext context) {
        this.context = context;
    }

    /** The template of a connector file, its steps wrapped to be one attempt. */
    RouteTemplateDefinition connector(Connector connector, Document document) {
        RouteTemplateDefinition template = loadWrapped(connector, document)
                .getRouteTemplateCollection()
                .getRouteTemplates()
                .get(0);
        checkComponents(document);
        template.getRoute().setRouteConfigurationId("hypha-retry");
        template.getRoute().setStreamCache("false");
        return template;
    }

    private RouteBuilder loadWrapped(Connector connector, Document document) {
        try {
            return load(connector.file(), wrapped(document.root()).toString());
        } catch (InvalidDocumentException e) {
            // Fails in the same way, but with the lines of the file.
            load(connector.file(), connector.text());
            throw e;
        }
    }

    /** The templates and route configurations of one of our own files. */
    RouteBuilder system(String name, String text) {
        return load(name, text);
    }

    void addConfigurations(RouteBuilder builder) throws Exception {
        RouteConfigurationBuilder configurations = (RouteConfigurationBuilder) builder;
        configurations.configuration();
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteConfigurationDefinition configuration :
                configurations.getRouteConfigurationCollection().getRouteConfigurations()) {
            model.addRouteConfiguration(configuration);
        }
    }

    /** The Kamelet with {@code kamelet:source} replaced, as only that makes it an ordinary template, and its steps as one node. */
    private static ObjectNode wrapped(JsonNode root) {
        ObjectNode copy = root.deepCopy();
        ObjectNode from = (ObjectNode) copy.at("/spec/template/from");
        from.put("uri", "direct:{{hyphaKey}}-connector");
        ArrayNode steps = copy.arrayNode();
        steps.addObject()
                .putObject("pipeline")
                .put("id", HyphaProcessorFactory.ATTEMPT)
                .set("steps", from.get("steps"));
        from.set("steps", steps);
        return copy;
    }

    private RouteBuilder load(String file, String text) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        Resource resource = ResourceHelper.fromString(name, text);
        try {
            RouteBuilder builder = (RouteBuilder) PluginHelper.getRoutesLoader(context)
                    .findRoutesBuilders(resource)
                    .iterator()
                    .next();
            builder.setCamelContext(context);
            builder.configure();
            return builder;
        } catch (Exception e) {
            throw new InvalidDocumentException(problem(e));
        }
    }

    private static Problem problem(Exception e) {
        StringBuilder message = new StringBuilder("Camel cannot read this template");
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                message.append(": ").append(cause.getMessage().strip().replaceAll("\\s+", " "));
            }
        }
        Matcher line = LINE.matcher(message.toString().toLowerCase(Locale.ROOT));
        return Problem.of("/spec/template", "template", message.toString())
                .withLine(line.find() ? Integer.valueOf(line.group(1)) : null);
    }

    private void checkComponents(Document document) {
        Map<String, String> schemes = new TreeMap<>();
        collect("/spec/template", document.root().at("/spec/template"), "", schemes);
        List<Problem> missing = schemes.entrySet().stream()
                .filter(entry -> context.getComponent(entry.getValue(), true, false) == null)
                .map(entry -> Problem.of(
                        entry.getKey(),
                        "component",
                        "there is no Camel component '" + entry.getValue()
                                + "' on the class path: add its jar to the lib folder"))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidDocumentException(document.locate("", missing));
        }
    }

    private static void collect(String pointer, JsonNode node, String key, Map<String, String> schemes) {
        boolean endpoint = key.equals("uri") || key.equals("to") || key.equals("toD") || key.equals("wireTap");
        if (endpoint && node.isTextual() && !node.asText().startsWith("kamelet:source")) {
            Matcher scheme = SCHEME.matcher(node.asText());
            if (scheme.matches()) {
                schemes.put(pointer, scheme.group(1));
            }
        }
        node.properties()
                .forEach(child -> collect(pointer + "/" + child.getKey(), child.getValue(), child.getKey(), schemes));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), key, schemes);
        }
    }
}
