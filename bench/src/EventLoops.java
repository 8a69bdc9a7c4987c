import io.vertx.core.DeploymentOptions;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** As many instances of a server as there are processors, two at least: what Hypha does too. */
final class EventLoops {
    private EventLoops() {}

    static void deploy(Vertx vertx, Supplier<Verticle> server) {
        int instances = Math.max(2, Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(server, new DeploymentOptions().setInstances(instances));
    }
}
