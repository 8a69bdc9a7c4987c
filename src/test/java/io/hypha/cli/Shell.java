package io.hypha.cli;

import io.hypha.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives commands as a shell does, and keeps what they print. */
final class Shell implements Host {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String input = "";
    private boolean diskIsFull;
    private final Map<String, String> settings = new HashMap<>(Map.of("hypha.http.port", "1"));
    private Map<String, String> started;

    Shell(Path home) {
        this.home = home;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell settingsSay(URI address) {
        settings.put("hypha.http.port", String.valueOf(address.getPort()));
        return this;
    }

    Shell type(String text) {
        input = text;
        return this;
    }

    Shell diskIsFull() {
        diskIsFull = true;
        return this;
    }

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(diskIsFull ? new FullDisk() : out, true),
                new PrintWriter(err, true));
        return new Cli(this, terminal, environment, "1.2.3").run(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The settings that the runtime was started with; null if it was not. */
    Map<String, String> started() {
        return started;
    }

    @Override
    public Running start(Map<String, String> options) {
        started = options;
        return new Stopped(URI.create("http://127.0.0.1:1"));
    }

    @Override
    public Settings settings(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(options);
        return Settings.load(home, home.resolve("application.properties"), Map.of(), all);
    }

    @Override
    public Encrypted encrypt(Map<String, String> options, String secret) {
        return new Encrypted(
                "ENC(" + secret.length() + " characters, " + options + ")",
                Optional.ofNullable(options.get("hypha.data")).map(data -> Path.of(data, "master.key")));
    }

    /** As {@code /dev/full}. */
    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {
            // nothing was written
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** A runtime that has already stopped. */
    private record Stopped(URI api) implements Running {
        @Override
        public void await() {
            // it has stopped
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
