import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;

/** The least a proxy can do: a bare Vert.x server that fetches from the backend. Arguments: PORT BACKEND_PORT. */
final class VertxProxy extends AbstractVerticle {
    private final int port;
    private final int backend;
    private HttpClient client;

    private VertxProxy(int port, int backend) {
        this.port = port;
        this.backend = backend;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int backend = Integer.parseInt(arguments[1]);
        EventLoops.deploy(Vertx.vertx(), () -> new VertxProxy(port, backend));
    }

    @Override
    public void start() {
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(256));
        vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        client.request(HttpMethod.GET, backend, "127.0.0.1", "/data")
                .compose(call -> call.send())
                .compose(answer -> answer.body())
                .onSuccess(body -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(body))
                .onFailure(thrown -> request.response().setStatusCode(502).end());
    }
}
