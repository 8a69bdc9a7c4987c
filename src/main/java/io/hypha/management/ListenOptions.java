package io.hypha.management;

import static java.util.Objects.requireNonNull;

import io.vertx.core.net.KeyCertOptions;
import java.util.Optional;

/**
 * Where and how a server listens.
 *
 * @param port 0 is any free one
 * @param certificate TLS is on where there is one
 * @param maxBody bytes of a request's body
 */
public record ListenOptions(String host, int port, Optional<KeyCertOptions> certificate, int maxBody) {
    public ListenOptions {
        requireNonNull(host, "host is null");
        requireNonNull(certificate, "certificate is null");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
        }
        if (maxBody < 1) {
            throw new IllegalArgumentException("max-body must be >= 1 byte: " + maxBody);
        }
    }
}
