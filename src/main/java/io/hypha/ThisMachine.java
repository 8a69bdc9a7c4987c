package io.hypha;

import io.hypha.cli.Host;
import io.hypha.config.Settings;
import io.hypha.secret.MasterPassword;
import io.hypha.secret.PropertyCipher;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the command line finds here: an installation with its settings, and the runtime to start. */
final class ThisMachine implements Host {
    private final Path home;
    private final Map<String, String> environment;
    private final PrintStream out;

    ThisMachine(Path home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    @Override
    public Settings settings(Map<String, String> options) {
        return Settings.load(home, home.resolve("config/application.properties"), environment, options);
    }

    @Override
    public Running start(Map<String, String> options) {
        long started = System.nanoTime();
        Settings settings = settings(options);
        HyphaRuntime runtime = HyphaRuntime.start(settings, environment);
        Runtime.getRuntime().addShutdownHook(new Thread(runtime::close, "hypha-shutdown"));
        Banner banner = new Banner(runtime, settings.data(), (System.nanoTime() - started) / 1_000_000);
        if (settings.logFormat().equals("json")) {
            banner.log();
        } else {
            banner.print(out);
        }
        return runtime;
    }

    @Override
    public Encrypted encrypt(Map<String, String> options, String secret) {
        Settings settings = settings(options);
        if (MasterPassword.isThere(settings)) {
            return new Encrypted(encrypted(settings, secret), Optional.empty());
        }
        try (DataFolder folder = DataFolder.open(settings.data())) {
            return new Encrypted(
                    encrypted(settings, secret), Optional.of(settings.data().resolve(MasterPassword.FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encrypted(Settings settings, String secret) {
        return new PropertyCipher(MasterPassword.open(settings)).encrypt(secret);
    }
}
