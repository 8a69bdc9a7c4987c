import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a command again and again, and prints the milliseconds from each start to the first execution that is answered with
 * 200. Arguments: TIMES URL KEY DOCUMENT COMMAND...
 */
final class Starts {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    private Starts(String url, String key, String document) {
        this.request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(document))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        Starts starts = new Starts(arguments[1], arguments[2], arguments[3]);
        List<String> command = new ArrayList<>(List.of(arguments).subList(4, arguments.length));
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            System.out.println(starts.measure(command));
        }
    }

    private long measure(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"));
        long started = System.nanoTime();
        Process process = builder.start();
        try {
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() - started > LONGEST.toNanos()) {
                    throw new IllegalStateException("it does not start: " + command);
                }
                Thread.sleep(10);
            }
            return (System.nanoTime() - started) / 1_000_000;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.IOException notYet) {
            return false;
        }
    }
}
