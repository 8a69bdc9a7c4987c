package io.hypha.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hypha.config.Documents;
import io.hypha.config.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The documentation's files, by a fixed list of names; read when they are first asked for. Thread-safe. */
final class DocsFiles {
    private static final String OURS = "io/hypha/management/docs/";
    private static final String OPENAPI = "openapi.yaml";
    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, Buffer> read = new ConcurrentHashMap<>();

    Optional<Buffer> find(String name) {
        return switch (name) {
            case "index.html", "docs.css", "docs.js" ->
                Optional.of(read.computeIfAbsent(name, any -> load(OURS + name)));
            case "swagger-ui.css", "swagger-ui-bundle.js" ->
                Optional.of(read.computeIfAbsent(name, any -> load(swaggerFolder() + name)));
            default -> Optional.empty();
        };
    }

    Buffer openApi() {
        return read.computeIfAbsent(OPENAPI, any -> json(load(OPENAPI)));
    }

    private static Buffer json(Buffer yaml) {
        try {
            return Buffer.buffer(Json.mapper()
                    .writeValueAsBytes(Documents.yaml(yaml.getBytes(), OPENAPI).root()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(OPENAPI + " cannot be written as JSON", e);
        }
    }

    private static String swaggerFolder() {
        Properties properties = new Properties();
        try (InputStream in = open(WEBJAR)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
    }

    private static Buffer load(String resource) {
        try (InputStream in = open(resource)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = DocsFiles.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(resource + " is missing on the class path");
        }
        return in;
    }
}
