package io.hypha.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "encrypt",
        description = "Turn a secret into ENC(...), for settings and definitions.",
        footer = {
            "",
            "The secret is read from standard input, or asked for: arguments of commands can be seen by others.",
            "It can be decrypted with the master password of this data folder only."
        })
final class EncryptCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--data", paramLabel = "FOLDER", description = "The data folder, if not that of the settings.")
    private Path data;

    EncryptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        String secret = secret();
        if (secret.isEmpty()) {
            throw new UsageException("there is no secret on standard input");
        }
        Map<String, String> settings = data == null
                ? Map.of()
                : Map.of("hypha.data", data.toAbsolutePath().normalize().toString());
        Host.Encrypted encrypted = session.host().encrypt(settings, secret);
        session.terminal().out().println(encrypted.text());
        encrypted.madePassword().ifPresent(this::tell);
        return ExitCode.OK;
    }

    /** Whoever mistyped the folder would wonder why the runtime cannot decrypt it. */
    private void tell(Path password) {
        session.terminal()
                .err()
                .println("there was no master password, so one was made: " + password
                        + "; only a runtime that has it can decrypt this");
    }

    /** The launcher asks for it where somebody sits at a terminal. */
    private String secret() throws IOException {
        String text = new String(session.terminal().in().readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceFirst("\\r?\\n$", "");
    }
}
