package io.hypha.camel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.routes.FailureProblem;
import io.hypha.camel.routes.Scratch;
import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Builds a connector's route where it disturbs nobody, and never starts it: endpoints are made, but contact no backend.
 */
final class ConnectorTrial {
    private static final String KEY = "hypha-trial";
    private static final Pattern RESOURCE = Pattern.compile("\\{\\{hyphaKey}}(\\.\\w+)");

    private static final ObjectNode NO_PARAMETERS = JsonNodeFactory.instance.objectNode();

    private final Scratch scratch;

    ConnectorTrial(CamelContext main) {
        this.scratch = new Scratch(main);
    }

    /**
     * Builds it with values that the file itself gives as defaults and examples, or made-up ones.
     *
     * @return what went wrong, if it may be due to those that were made up
     * @throws InvalidDocumentException with what went wrong otherwise, and in which line
     */
    List<Problem> run(Connector connector, Document document, RouteTemplateDefinition template) {
        Samples samples = samples(connector, "1");
        Throwable failure = failure(connector, template, samples);
        if (failure == null) {
            return List.of();
        }
        Problem problem = problem(document, failure, samples);
        if (samples.madeUp().isEmpty() || Dependencies.areMissing(failure)) {
            throw new InvalidDocumentException(problem);
        }
        // What says the same of other values does not come of them.
        Throwable again = failure(connector, template, samples(connector, "2"));
        if (again != null && problem(document, again, samples).equals(problem)) {
            throw new InvalidDocumentException(problem);
        }
        return List.of(problem);
    }

    private static Samples samples(Connector connector, String any) {
        // Others' templates are given no parameters, but what was made of them.
        return Samples.of(connector.traits().textual() ? connector.parameters() : NO_PARAMETERS, any);
    }

    /** Null if it can be built. */
    private Throwable failure(Connector connector, RouteTemplateDefinition template, Samples samples) {
        Map<String, Object> parameters = new HashMap<>(samples.values());
        parameters.putAll(Parameters.common(KEY, connector.name(), KEY, Duration.ofSeconds(20)));
        try (DefaultCamelContext context = scratch.context(Set.of())) {
            bindResources(connector, context);
            build(context, template, parameters);
            return null;
        } catch (Exception | LinkageError e) {
            return e;
        }
    }

    /** Builds it with the parameters of a definition, whose resources are bound in the main context. */
    void run(RouteTemplateDefinition template, Map<String, Object> parameters) throws Exception {
        try (DefaultCamelContext context = scratch.context(Set.of())) {
            build(context, template, parameters);
        }
    }

    private static void build(
            DefaultCamelContext context, RouteTemplateDefinition template, Map<String, Object> parameters)
            throws Exception {
        context.build();
        TemplateRoute.build(context, template, KEY, parameters, (route, beans) -> {
            beans.close();
            return route;
        });
    }

    /** What a definition's resources are called in the template; nothing is called in a trial. */
    private static void bindResources(Connector connector, CamelContext context) {
        Matcher resource = RESOURCE.matcher(connector.text());
        while (resource.find()) {
            context.getRegistry().bind(KEY + resource.group(1), (Processor) exchange -> {});
        }
    }

    private static Problem problem(Document document, Throwable failure, Samples samples) {
        Problem problem =
                Dependencies.advise(document, failure, FailureProblem.of(document, "/spec/template", failure));
        return samples.madeUp().isEmpty()
                ? problem
                : problem.withMessage(problem.message() + " (built for a trial with made-up values of "
                        + String.join(", ", samples.madeUp()) + ": give each a default or an example)");
    }
}
