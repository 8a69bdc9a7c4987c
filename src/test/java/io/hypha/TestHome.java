package io.hypha;

import io.hypha.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary installation: the project's own connectors and system routes, its own data, ports of its own. */
final class TestHome implements AutoCloseable {
    static final String ADMIN = "admin-key-of-these-tests-0123456789";
    private static final Path PROJECT_ROUTES = Path.of("routes").toAbsolutePath();

    final Path folder;
    final Path data;
    final Path routes;
    final Path config;
    private final Path properties;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    private TestHome(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.routes = folder.resolve("routes");
        this.config = folder.resolve("config/config.yaml");
        this.properties = folder.resolve("config/application.properties");
        option("hypha.http.port", "0");
        option("hypha.management.port", "0");
        option("hypha.admin-key", ADMIN);
    }

    static TestHome create() {
        try {
            TestHome home = new TestHome(Files.createTempDirectory("hypha-it"));
            Files.createDirectories(home.config.getParent());
            copy(PROJECT_ROUTES.resolve("system"), home.routes.resolve("system"));
            copy(PROJECT_ROUTES.resolve("connectors"), home.routes.resolve("connectors"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestHome option(String key, String value) {
        options.put(key, value);
        return this;
    }

    TestHome without(String key) {
        options.remove(key);
        return this;
    }

    TestHome variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    TestHome properties(String text) {
        write(properties, text);
        return this;
    }

    TestHome config(String yaml) {
        write(config, yaml);
        return this;
    }

    /** A file of the routes folder, complete from the moment it is there. */
    TestHome drop(String name, String text) {
        write(routes.resolve(name), text);
        return this;
    }

    TestHome drop(String name, byte[] bytes) {
        write(routes.resolve(name), bytes);
        return this;
    }

    TestHome remove(String name) {
        try {
            Files.deleteIfExists(routes.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** What {@code hypha run} is given to run on this installation. */
    Map<String, String> options() {
        return Map.copyOf(options);
    }

    Settings settings() {
        return Settings.load(folder, properties, environment, options);
    }

    TestRuntime start() {
        return TestRuntime.start(this);
    }

    private static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.write(file.resolveSibling("." + file.getFileName() + ".part"), bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
