package io.hypha.watch;

import io.hypha.config.Document;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.ConnectorFilesTarget;
import io.hypha.connector.ConnectorParser;
import io.hypha.connector.RouteFilesTarget;
import io.hypha.execution.Invocation;
import io.hypha.integration.Config;
import io.hypha.integration.Definition;
import io.hypha.integration.DefinitionReader;
import io.hypha.integration.Deployment;
import io.hypha.integration.Integrations;
import io.hypha.integration.MemoryRegistry;
import io.hypha.integration.TestDeployment;
import io.hypha.secret.Masking;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All that the watcher drives, without Camel and without a database. */
final class World {
    final MemoryRegistry registry = new MemoryRegistry();
    final Map<String, Connector> connectors = new ConcurrentSkipListMap<>();
    final Map<String, String> routes = new ConcurrentSkipListMap<>();
    final AtomicInteger deployed = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    /** Connector files that were tried. */
    final AtomicInteger tried = new AtomicInteger();

    final Integrations integrations = new Integrations(new Config(
            new DefinitionReader(new Catalogue(), (pointer, text) -> text, new NoMasking()),
            this::deploy,
            registry,
            List.of(),
            new NoMasking(),
            Clock.systemUTC(),
            Duration.ofSeconds(2)));

    static String connector(String name) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: NAME
                  annotations: {hypha.io/family: other, hypha.io/resources: test}
                  labels: {camel.apache.org/kamelet.type: action}
                spec:
                  definition:
                    title: Test
                    type: object
                    required: [endpoint]
                    properties:
                      endpoint: {type: string}
                  actions:
                    get: {description: gets}
                  template:
                    from: {uri: "kamelet:source", steps: [log: x]}
                """
                .replace("NAME", name);
    }

    FolderWatch.Targets targets() {
        return new FolderWatch.Targets(new ConnectorTarget(), integrations, new RoutesTarget());
    }

    private Deployment deploy(Definition definition, long revision, Deployment before) {
        deployed.incrementAndGet();
        return new FakeDeployment();
    }

    private final class FakeDeployment extends TestDeployment {
        FakeDeployment() {
            super("none");
        }

        @Override
        public CompletableFuture<Answer> execute(Invocation invocation) {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private final class Catalogue implements ConnectorCatalogue {
        @Override
        public Optional<Connector> find(String name) {
            return Optional.ofNullable(connectors.get(name));
        }

        @Override
        public Collection<Connector> all() {
            return connectors.values();
        }
    }

    private final class ConnectorTarget implements ConnectorFilesTarget {
        @Override
        public String load(String path, Document document, String text) {
            Connector connector = ConnectorParser.parse(document, text);
            connectors.put(connector.name(), connector);
            return connector.name();
        }

        /** A text with {@code bad} cannot be built. */
        @Override
        public CompletionStage<Candidate> read(String path, Document document, String text) {
            return CompletableFuture.supplyAsync(() -> {
                tried.incrementAndGet();
                if (text.contains("bad")) {
                    throw new InvalidDocumentException(
                            Problem.of("", "trial", "cannot be built").withLine(3));
                }
                return new Accepting(ConnectorParser.parse(document, text));
            });
        }

        @Override
        public void remove(String path) {
            connectors.values().removeIf(connector -> connector.file().equals(path));
        }
    }

    private final class Accepting implements ConnectorFilesTarget.Candidate {
        private final Connector connector;

        Accepting(Connector connector) {
            this.connector = connector;
        }

        @Override
        public Connector connector() {
            return connector;
        }

        @Override
        public boolean isNew() {
            return !connector.equals(connectors.get(connector.name()));
        }

        @Override
        public List<Problem> doubts() {
            return List.of();
        }

        @Override
        public void accept() {
            connectors.put(connector.name(), connector);
        }

        @Override
        public void close() {}
    }

    /** A text with {@code bad} cannot run; one with {@code taken} cannot while another file is there. */
    private final class RoutesTarget implements RouteFilesTarget {
        @Override
        public CompletionStage<List<String>> apply(String path, Document document, String text) {
            if (text.contains("bad")) {
                return refuse("endpoint", "no such component");
            }
            if (text.contains("taken") && routes.keySet().stream().anyMatch(other -> !other.equals(path))) {
                return refuse("conflict", "another file has it");
            }
            if (text.contains("needs b.yaml") && !routes.containsKey("b.yaml")) {
                return refuse("route", "no such bean");
            }
            routes.put(path, text);
            return CompletableFuture.completedFuture(running(path));
        }

        private CompletionStage<List<String>> refuse(String rule, String message) {
            return CompletableFuture.failedFuture(
                    new InvalidDocumentException(Problem.of("", rule, message).withLine(3)));
        }

        @Override
        public CompletionStage<Void> remove(String path) {
            routes.remove(path);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<String> running(String path) {
            return routes.containsKey(path) ? List.of(path + "#1") : List.of();
        }
    }

    private static final class NoMasking implements Masking {
        @Override
        public void learn(String secret) {}

        @Override
        public void forget(String secret) {}

        @Override
        public String mask(String text) {
            return text;
        }
    }
}
