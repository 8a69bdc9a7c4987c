package io.hypha.integration;

import java.util.List;
import java.util.Optional;

/** What a deployment has beside the calls. */
public abstract class TestDeployment implements Deployment {
    private final String route;

    protected TestDeployment(String route) {
        this.route = route;
    }

    @Override
    public String breaker() {
        return "closed";
    }

    @Override
    public Optional<String> credential() {
        return Optional.empty();
    }

    @Override
    public List<String> routes() {
        return List.of(route);
    }

    @Override
    public void close() {}
}
