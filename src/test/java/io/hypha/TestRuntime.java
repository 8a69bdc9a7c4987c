package io.hypha;

import io.hypha.integration.IntegrationManager;

/** The whole application in this process. */
final class TestRuntime extends TestClient implements AutoCloseable {
    private final HyphaRuntime runtime;

    private TestRuntime(HyphaRuntime runtime) {
        super(runtime.api(), runtime.observe());
        this.runtime = runtime;
    }

    static TestRuntime start(TestHome home) {
        try {
            return new TestRuntime(Wiring.start(home.settings(), home.environment()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the runtime did not start", e);
        }
    }

    IntegrationManager java() {
        return runtime.integrations();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
