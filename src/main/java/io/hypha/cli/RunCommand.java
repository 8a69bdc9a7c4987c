package io.hypha.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = "Start the runtime.",
        footer = {
            "",
            "Settings are in config/application.properties; an environment variable goes before it"
                    + " (HYPHA_HTTP_PORT is hypha.http.port), and an option before both."
        })
final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private SettingOptions options;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Host.Running running = session.host().start(options.settings())) {
            running.await();
        }
        return ExitCode.OK;
    }
}
