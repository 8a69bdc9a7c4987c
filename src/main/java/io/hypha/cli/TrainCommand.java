package io.hypha.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Does once what people do most, in a runtime of its own with data of its own, so that Java can keep the classes that takes in
 * an archive. The launcher calls it after a build.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
    private static final String DEFINITION =
            """
            integrations:
              training:
                type: api
                endpoint: %s
            """;

    private final Session session;
    private final String key = UUID.randomUUID().toString();

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("hypha-training");
        try (Host.Running running = session.host().start(settings(folder))) {
            use(running, folder);
        } finally {
            FileTree.delete(folder);
        }
        return ExitCode.OK;
    }

    /** The connectors and envelopes of this installation, but nothing that somebody else dropped or configured. */
    private Map<String, String> settings(Path folder) throws IOException {
        Path installed = session.host().settings(Map.of()).routes();
        for (String part : new String[] {"connectors", "system"}) {
            FileTree.copy(installed.resolve(part), folder.resolve("routes").resolve(part));
        }
        Map<String, String> settings = new TreeMap<>();
        settings.put("hypha.http.port", "0");
        settings.put("hypha.management.port", "0");
        settings.put("hypha.data", folder.resolve("data").toString());
        settings.put("hypha.routes", folder.resolve("routes").toString());
        settings.put("hypha.config", folder.resolve("config.yaml").toString());
        settings.put("hypha.admin-key", key);
        settings.put("hypha.store.url", "jdbc:h2:file:" + folder.resolve("data").resolve("training"));
        return settings;
    }

    private void use(Host.Running running, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("training.yaml"), DEFINITION.formatted(running.api()));
        Map<String, String> environment = Map.of("HYPHA_URL", running.api().toString(), ApiKeyFinder.VARIABLE, key);
        Cli cli = new Cli(session.host(), session.terminal(), environment, "training");
        cli.run("register", "-f", file.toString());
        cli.run("execute", "training", "GET /api/v1/openapi.json");
        cli.run("status", "training");
        cli.run("list");
    }
}
