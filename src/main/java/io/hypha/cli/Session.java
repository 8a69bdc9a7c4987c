package io.hypha.cli;

import io.hypha.config.Settings;
import java.util.Map;

/** What commands share: this machine, its terminal and environment. */
record Session(Host host, Terminal terminal, Map<String, String> environment) {
    private static final String ADMIN_KEY = "admin.key";

    Output output(RemoteOptions options) {
        return new Output(options.format, terminal);
    }

    ApiClient client(RemoteOptions options) {
        ApiAddress api = api(options);
        return new ApiClient(api, keys().find(options.keyFile, api));
    }

    String keyAdvice(RemoteOptions options) {
        return keys().advice(api(options));
    }

    private ApiAddress api(RemoteOptions options) {
        String url = options.url == null ? environment.getOrDefault("HYPHA_URL", "") : options.url;
        return url.isEmpty() ? ApiAddress.of(settings()) : ApiAddress.parse(url);
    }

    /** Broken settings of this machine are no reason not to call another. */
    private ApiKeyFinder keys() {
        return new ApiKeyFinder(environment, () -> settings().data().resolve(ADMIN_KEY));
    }

    private Settings settings() {
        return host.settings(Map.of());
    }
}
