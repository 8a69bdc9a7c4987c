package io.hypha.camel;

import io.hypha.camel.routes.BoundedTrial;
import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.ConnectorFilesTarget;
import io.hypha.connector.ConnectorParser;
import io.hypha.integration.DeploymentException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteTemplateDefinition;

/** The connectors that are loaded, each with the route template that Camel made of its file. Thread-safe. */
public final class Connectors implements ConnectorCatalogue, ConnectorFilesTarget, AutoCloseable {
    private final Templates templates;
    private final ConnectorTrial trial;
    private final BoundedTrial bounded;
    private final Map<String, Version> loaded = new ConcurrentSkipListMap<>();
    private final Map<String, Version> candidates = new ConcurrentHashMap<>();

    public Connectors(CamelContext context) {
        this.templates = new Templates(context);
        this.trial = new ConnectorTrial(context);
        this.bounded = new BoundedTrial("hypha-connector-files");
    }

    @Override
    public String load(String path, Document document, String text) {
        Version version = version(document, ConnectorParser.parse(document, text));
        put(version);
        return version.name();
    }

    @Override
    public CompletionStage<Candidate> read(String path, Document document, String text) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Version version = version(document, ConnectorParser.parseThoroughly(document, text));
                    List<Problem> doubts = bounded.run(() -> tryOut(version.connector(), document));
                    candidates.put(version.name(), version);
                    return new Trialled(version, doubts);
                },
                bounded.threads());
    }

    private List<Problem> tryOut(Connector connector, Document document) {
        return trial.run(connector, document, templates.plain(connector, document));
    }

    private Version version(Document document, Connector connector) {
        checkOwn(loaded.get(connector.name()), connector);
        return new Version(connector, templates.connector(connector, document));
    }

    private void put(Version version) {
        loaded.compute(version.name(), (name, old) -> {
            checkOwn(old, version.connector());
            return version;
        });
    }

    private static void checkOwn(Version old, Connector connector) {
        if (old != null && !old.connector().file().equals(connector.file())) {
            throw new InvalidDocumentException(Problem.of(
                    "/metadata/name",
                    "taken",
                    "the connector '" + connector.name() + "' is defined already in "
                            + old.connector().file()));
        }
    }

    /** Integrations of it go on running; new ones cannot be made. */
    @Override
    public void remove(String path) {
        loaded.values().removeIf(version -> version.connector().file().equals(path));
    }

    @Override
    public Optional<Connector> find(String name) {
        return Optional.ofNullable(loaded.get(name)).map(Version::connector);
    }

    @Override
    public Collection<Connector> all() {
        return loaded.values().stream().map(Version::connector).toList();
    }

    /** @throws DeploymentException if its file was changed or removed since the connector was found */
    RouteTemplateDefinition template(Connector connector) throws DeploymentException {
        return Stream.of(loaded, candidates)
                .map(versions -> versions.get(connector.name()))
                .filter(version -> version != null && version.connector().equals(connector))
                .findFirst()
                .map(Version::template)
                .orElseThrow(() -> new DeploymentException(
                        "the connector '" + connector.name() + "' was changed or removed meanwhile: try again", null));
    }

    /**
     * Builds its route for a trial with the parameters of a definition, and starts nothing. A template that is given none was
     * tried when its file was read.
     */
    void tryOut(Connector connector, Map<String, Object> parameters) throws Exception {
        RouteTemplateDefinition template = template(connector);
        if (connector.traits().textual()) {
            trial.run(template, parameters);
        }
    }

    @Override
    public void close() {
        bounded.close();
    }

    private record Version(Connector connector, RouteTemplateDefinition template) {
        String name() {
            return connector.name();
        }
    }

    private final class Trialled implements Candidate {
        private final Version version;
        private final List<Problem> doubts;

        Trialled(Version version, List<Problem> doubts) {
            this.version = version;
            this.doubts = doubts;
        }

        @Override
        public Connector connector() {
            return version.connector();
        }

        @Override
        public boolean isNew() {
            return find(version.name()).filter(connector()::equals).isEmpty();
        }

        @Override
        public List<Problem> doubts() {
            return doubts;
        }

        @Override
        public void accept() {
            put(version);
        }

        @Override
        public void close() {
            candidates.remove(version.name(), version);
        }
    }
}
