import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The system that is integrated: answers every request with 1 KB of JSON, after MILLIS. Arguments: PORT MILLIS. */
final class Backend extends AbstractVerticle {
    private static final Buffer BODY = Buffer.buffer(body());

    private final int port;
    private final long millis;

    private Backend(int port, long millis) {
        this.port = port;
        this.millis = millis;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        long millis = Long.parseLong(arguments[1]);
        Vertx vertx = Vertx.vertx();
        EventLoops.deploy(vertx, () -> new Backend(port, millis));
    }

    @Override
    public void start() {
        vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        if (millis == 0) {
            answer(request);
        } else {
            vertx.setTimer(millis, elapsed -> answer(request));
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/json").end(BODY);
    }

    private static String body() {
        StringBuilder json = new StringBuilder("{\"id\": 123, \"items\": [");
        for (int i = 0; i < 15; i++) {
            json.append(i == 0 ? "" : ", ").append("{\"name\": \"item " + (100 + i) + "\", \"amount\": " + (10.25 + i) + ", \"stored\": true, \"note\": null}");
        }
        return json.append("]}").toString();
    }
}
