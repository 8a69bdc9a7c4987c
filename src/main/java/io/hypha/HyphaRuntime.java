package io.hypha;

import io.hypha.access.AdminKey;
import io.hypha.cli.Host;
import io.hypha.config.Settings;
import io.hypha.connector.RouteFiles;
import io.hypha.integration.IntegrationManager;
import io.hypha.integration.Integrations;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Hypha, running in this process, until it is closed: for programs that embed it.
 *
 * <pre>{@code
 * Path home = Path.of("/opt/hypha");
 * Path file = home.resolve("config/application.properties");
 * Settings settings = Settings.load(home, file, System.getenv(), Map.of("hypha.http.port", "0"));
 * try (HyphaRuntime hypha = HyphaRuntime.start(settings, System.getenv())) {
 *     IntegrationManager integrations = hypha.integrations();
 *     integrations.executeIntegration("my_integration", Map.of("action", "get_data", "params", Map.of("id", 123)));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Runtimes side by side need data folders and ports of their own; the settings' log format is the process's.
 */
public final class HyphaRuntime implements Host.Running {
    private final Integrations integrations;
    private final RouteFiles files;
    private final AdminKey adminKey;
    private final URI api;
    private final URI observe;
    private final Closing closing;
    private final CountDownLatch stopped = new CountDownLatch(1);

    HyphaRuntime(
            Integrations integrations, RouteFiles files, AdminKey adminKey, URI api, URI observe, Closing closing) {
        this.integrations = integrations;
        this.files = files;
        this.adminKey = adminKey;
        this.api = api;
        this.observe = observe;
        this.closing = closing;
    }

    /**
     * Starts a runtime; it answers calls when this returns.
     *
     * @param environment where references such as {@code ${secret:env/NAME}} are looked up; usually {@code System.getenv()}
     * @throws io.hypha.config.InvalidDocumentException with everything that is wrong with the settings
     * @throws IllegalStateException if it cannot start; nothing runs on then, and the message says what to do
     */
    public static HyphaRuntime start(Settings settings, Map<String, String> environment) {
        try {
            return Wiring.start(settings, environment);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Hypha cannot start: " + e.getMessage(), e);
        }
    }

    /** What programs call. */
    public IntegrationManager integrations() {
        return integrations;
    }

    Integrations service() {
        return integrations;
    }

    RouteFiles files() {
        return files;
    }

    AdminKey adminKey() {
        return adminKey;
    }

    @Override
    public URI api() {
        return api;
    }

    /** Where health and metrics are. */
    public URI observe() {
        return observe;
    }

    @Override
    public void await() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        closing.close();
        stopped.countDown();
    }
}
