package io.hypha.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that registers one revision after the other, and says which it has saved. */
final class Writer implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Writer(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Writer start(Path data, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                data.toString()));
        return new Writer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The next line; null at the end. */
    String line() throws IOException {
        return output.readLine();
    }

    /** Waits for the next revision that it says is saved. */
    long acknowledged() throws IOException {
        String line = line();
        while (line != null && !line.startsWith("saved ")) {
            line = line();
        }
        if (line == null) {
            throw new IllegalStateException("the writer ended");
        }
        return Long.parseLong(line.substring("saved ".length()));
    }

    /** As kill -9 does it. Returns the last revision that was said to be saved. */
    long kill(long last) throws IOException {
        // The process would close its output, and what it said last would not be heard.
        process.toHandle().destroyForcibly();
        long saved = last;
        for (String line = line(); line != null; line = line()) {
            saved = line.matches("saved \\d+") ? Long.parseLong(line.substring("saved ".length())) : saved;
        }
        return saved;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other process. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            try (Database database = Database.open(StoreSettings.under(Path.of(args[0])))) {
                write(new JdbcRegistry(database, new PlainCipher()));
            }
        }

        private static void write(JdbcRegistry registry) {
            long revision = 0;
            for (int failures = 0; failures < 2; ) {
                try {
                    registry.save(Samples.registration("crm", ++revision));
                    System.out.println("saved " + revision);
                } catch (StoreException e) {
                    failures++;
                    System.out.println("failed " + e.getMessage());
                }
            }
        }
    }
}
