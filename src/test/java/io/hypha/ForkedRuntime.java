package io.hypha;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The whole application in a process of its own, which can be killed. */
final class ForkedRuntime extends TestClient implements AutoCloseable {
    private static final Pattern API = Pattern.compile("  API       (\\S+)/api/v1");
    private static final Pattern OBSERVE = Pattern.compile("  Health    (\\S+)/observe/health");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;

    private ForkedRuntime(Process process, URI api, URI observe) {
        super(api, observe);
        this.process = process;
    }

    /** Returns when it answers. */
    static ForkedRuntime start(TestHome home) {
        Path output = home.folder.resolve("output.txt");
        Process process = run(home, output);
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> find(OBSERVE, output) != null || !process.isAlive());
            return new ForkedRuntime(process, URI.create(find(API, output)), URI.create(find(OBSERVE, output)));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new AssertionError("the runtime did not start: " + read(output), e);
        }
    }

    /** What one says that does not start; fails if it does. */
    static String refusal(TestHome home) throws InterruptedException {
        Path output = home.folder.resolve("refusal.txt");
        Process process = run(home, output);
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() == 0) {
            throw new AssertionError("it started: " + read(output));
        }
        return read(output);
    }

    private static Process run(TestHome home, Path output) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Dhypha.home=" + home.folder,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Hypha.class.getName(),
                    "run");
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("HYPHA_"));
            environment.putAll(home.environment());
            home.options()
                    .forEach((key, value) -> environment.put(
                            key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
            return builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String find(Pattern pattern, Path output) {
        Matcher matcher = pattern.matcher(read(output));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a power failure would, but for the disk's own cache. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
