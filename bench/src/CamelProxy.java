import io.vertx.core.VertxOptions;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** The route one would write by hand: platform-http, circuit breaker, camel-http, 200 workers. Arguments: PORT BACKEND_PORT. */
final class CamelProxy extends RouteBuilder {
    private static final int WORKERS = 200;

    private final int backend;

    private CamelProxy(int backend) {
        this.backend = backend;
    }

    public static void main(String[] arguments) throws Exception {
        VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
        http.setBindHost("127.0.0.1");
        http.setBindPort(Integer.parseInt(arguments[0]));
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("vertxOptions", new VertxOptions().setWorkerPoolSize(WORKERS));
        context.addService(new VertxPlatformHttpServer(http));
        context.addRoutes(new CamelProxy(Integer.parseInt(arguments[1])));
        context.start();
        Thread.currentThread().join();
    }

    @Override
    public void configure() {
        from("platform-http:/data")
                .circuitBreaker()
                .resilience4jConfiguration()
                .minimumNumberOfCalls(10)
                .end()
                .to("http://127.0.0.1:" + backend
                        + "/data?bridgeEndpoint=true&connectionsPerRoute=256&maxTotalConnections=256")
                .end();
    }
}
