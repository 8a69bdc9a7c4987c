import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Registers integrations, one after another, each with an endpoint of its own, and prints the microseconds of each as
 * {@code NUMBER MICROS}. Arguments: API KEY FIRST LAST BACKEND_PORT.
 */
final class Register {
    private static final String DEFINITION =
            """
            {"id": "bench_%1$d", "config": {"type": "rest", "endpoint": "http://127.0.0.1:%2$d/%1$d", "timeout": 30, "retry_count": 3,
             "operations": {"get_data": {"method": "GET", "path": "/data/{id}", "query": {"verbose": true}}}}}
            """;

    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI uri = URI.create(arguments[0] + "/api/v1/integrations");
        StringBuilder times = new StringBuilder();
        for (int i = Integer.parseInt(arguments[2]); i <= Integer.parseInt(arguments[3]); i++) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + arguments[1])
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(DEFINITION.formatted(i, Integer.parseInt(arguments[4]))))
                    .build();
            long started = System.nanoTime();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            times.append(i).append(' ').append((System.nanoTime() - started) / 1000).append('\n');
        }
        System.out.print(times);
    }

    private Register() {}
}
