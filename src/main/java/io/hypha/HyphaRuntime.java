package io.hypha;

import io.hypha.access.AdminKey;
import io.hypha.cli.Host;
import io.hypha.connector.RouteFiles;
import io.hypha.integration.IntegrationManager;
import io.hypha.integration.Integrations;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Hypha, running in this process. {@link Wiring} makes it; closing it stops everything it made. */
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

    /** Hypha in Java, for programs that embed it. */
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
