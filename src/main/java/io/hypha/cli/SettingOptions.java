package io.hypha.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Settings that may be given as options. Paths are meant from the folder the command is given in. */
final class SettingOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the API; 0 is any free one (hypha.http.port).")
    private Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of health and metrics; 0 is any free one (hypha.management.port).")
    private Integer managementPort;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where everything is kept (hypha.data).")
    private Path data;

    @Option(names = "--routes", paramLabel = "FOLDER", description = "The folder that is watched (hypha.routes).")
    private Path routes;

    @Option(names = "--config", paramLabel = "FILE", description = "The file of integrations (hypha.config).")
    private Path config;

    /** Only those that were given. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        put(settings, "hypha.http.port", port);
        put(settings, "hypha.management.port", managementPort);
        put(settings, "hypha.data", absolute(data));
        put(settings, "hypha.routes", absolute(routes));
        put(settings, "hypha.config", absolute(config));
        return settings;
    }

    private static void put(Map<String, String> settings, String key, Object value) {
        if (value != null) {
            settings.put(key, value.toString());
        }
    }

    private static Path absolute(Path path) {
        return path == null ? null : path.toAbsolutePath().normalize();
    }
}
