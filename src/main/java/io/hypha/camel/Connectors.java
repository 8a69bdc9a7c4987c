package io.hypha.camel;

import io.hypha.config.Document;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.ConnectorFilesTarget;
import io.hypha.connector.ConnectorParser;
import io.hypha.integration.DeploymentException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteTemplateDefinition;

/** The connectors that are loaded, each with the route template that Camel made of its file. Thread-safe. */
public final class Connectors implements ConnectorCatalogue, ConnectorFilesTarget {
    private final Templates templates;
    private final Map<String, Loaded> loaded = new ConcurrentSkipListMap<>();

    private record Loaded(Connector connector, RouteTemplateDefinition template) {}

    public Connectors(CamelContext context) {
        this.templates = new Templates(context);
    }

    @Override
    public String load(String path, String text) {
        Document document = Documents.yaml(text.getBytes(StandardCharsets.UTF_8), path);
        Connector connector = ConnectorParser.parse(document, text);
        Loaded other = loaded.get(connector.name());
        if (other != null && !other.connector().file().equals(path)) {
            throw new InvalidDocumentException(Problem.of(
                    "/metadata/name",
                    "taken",
                    "the connector '" + connector.name() + "' is defined already in "
                            + other.connector().file()));
        }
        Loaded made = new Loaded(connector, templates.connector(connector, document));
        remove(path);
        loaded.put(connector.name(), made);
        return connector.name();
    }

    /** Integrations of it go on running; new ones cannot be made. */
    @Override
    public void remove(String path) {
        loaded.values().removeIf(connector -> connector.connector().file().equals(path));
    }

    @Override
    public Optional<Connector> find(String name) {
        return Optional.ofNullable(loaded.get(name)).map(Loaded::connector);
    }

    @Override
    public Collection<Connector> all() {
        return loaded.values().stream().map(Loaded::connector).toList();
    }

    /** @throws DeploymentException if its file was changed or removed since the connector was found */
    RouteTemplateDefinition template(Connector connector) throws DeploymentException {
        Loaded found = loaded.get(connector.name());
        if (found == null || !found.connector().equals(connector)) {
            throw new DeploymentException(
                    "the connector '" + connector.name() + "' was changed or removed meanwhile: try again", null);
        }
        return found.template();
    }
}
