package io.hypha.cli;

import io.hypha.config.ReachableAddress;
import io.hypha.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where a runtime is, such as {@code http://127.0.0.1:8080}. */
record ApiAddress(URI uri) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws UsageException if it is no such thing */
    static ApiAddress parse(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && SCHEMES.contains(scheme(uri)) && isOrigin(uri)) {
                return new ApiAddress(uri);
            }
        } catch (URISyntaxException e) {
            // the same rule is broken
        }
        throw new UsageException("the runtime's URL must be like http://127.0.0.1:8080, without a path: " + text);
    }

    /** Where the runtime that has these settings can be reached from here. */
    static ApiAddress of(Settings settings) {
        return new ApiAddress(ReachableAddress.of(
                settings.httpTlsCertificate().isPresent(), settings.httpHost(), settings.httpPort()));
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static boolean isOrigin(URI uri) {
        return uri.getUserInfo() == null
                && uri.getQuery() == null
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
    }

    URI resolve(ApiPath path) {
        return uri.resolve(path.toString());
    }

    boolean isLoopback() {
        return LOOPBACK.contains(uri.getHost());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
