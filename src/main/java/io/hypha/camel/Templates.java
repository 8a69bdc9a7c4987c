package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.TemplateTexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final Pattern CLASS = Pattern.compile("^(?:#class:)?([\\w.$]+)(?:[#(].*)?$");
    private static final Pattern SCHEME = Pattern.compile("^([a-z][a-z0-9+.-]*):?.*");

    private final CamelContext context;

    Templates(CamelContext context) {
        this.context = context;
    }

    /** The template of a connector file, its steps wrapped to be one attempt. */
    RouteTemplateDefinition connector(Connector connector, Document document) {
        RouteTemplateDefinition template = template(connector, wrapped(ordinary(document.root())));
        checkClassPath(document);
        template.getRoute().setRouteConfigurationId("hypha-retry");
        template.getRoute().setStreamCache("false");
        return template;
    }

    /** The same, only to be built: what Camel says of a step that fails names that step, and no wrapping. */
    RouteTemplateDefinition plain(Connector connector, Document document) {
        return template(connector, ordinary(document.root()));
    }

    private RouteTemplateDefinition template(Connector connector, ObjectNode kamelet) {
        try {
            return load(connector.file(), kamelet.toString())
                    .getRouteTemplateCollection()
                    .getRouteTemplates()
                    .get(0);
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

    /** The Kamelet with {@code kamelet:source} replaced, as only that makes it an ordinary template. */
    private static ObjectNode ordinary(JsonNode root) {
        ObjectNode copy = root.deepCopy();
        ((ObjectNode) copy.at("/spec/template/from")).put("uri", "direct:{{hyphaKey}}-connector");
        return copy;
    }

    /** Its steps as one node. */
    private static ObjectNode wrapped(ObjectNode kamelet) {
        ObjectNode from = (ObjectNode) kamelet.at("/spec/template/from");
        ArrayNode steps = kamelet.arrayNode();
        steps.addObject()
                .putObject("pipeline")
                .put("id", HyphaProcessorFactory.ATTEMPT)
                .set("steps", from.get("steps"));
        from.set("steps", steps);
        return kamelet;
    }

    /** One at a time: Camel's loader is shared, and not made for several. */
    private synchronized RouteBuilder load(String file, String text) {
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

    /** All that is missing at once; a trial would find the first. */
    private void checkClassPath(Document document) {
        List<Problem> missing = TemplateTexts.of(document.root().path("spec")).stream()
                .flatMap(text -> missing(text).stream())
                .map(problem -> problem.withMessage(problem.message() + Dependencies.advice(document)))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidDocumentException(document.locate("", missing));
        }
    }

    private Optional<Problem> missing(TemplateTexts.Text text) {
        return switch (text.use()) {
            case ENDPOINT -> missingComponent(text);
            case CODE -> missingClass(text);
            case DATA -> Optional.empty();
        };
    }

    private Optional<Problem> missingComponent(TemplateTexts.Text text) {
        Matcher scheme = SCHEME.matcher(text.value());
        boolean known = !scheme.matches()
                || text.value().startsWith("kamelet:source")
                || context.getComponent(scheme.group(1), true, false) != null;
        return known
                ? Optional.empty()
                : Optional.of(Problem.of(
                        text.pointer(),
                        "component",
                        "there is no Camel component '" + scheme.group(1) + "' on the class path"));
    }

    private Optional<Problem> missingClass(TemplateTexts.Text text) {
        Matcher bean = CLASS.matcher(text.value());
        boolean known = !text.key().equals("type")
                || !bean.matches()
                || context.getClassResolver().resolveClass(bean.group(1)) != null;
        return known
                ? Optional.empty()
                : Optional.of(Problem.of(
                        text.pointer(), "class", "there is no class '" + bean.group(1) + "' on the class path"));
    }
}
