package io.hypha;

import io.hypha.config.ReachableAddress;
import io.hypha.config.Settings;
import io.hypha.management.ListenOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.util.Optional;

/** Where the two servers listen. */
final class Listening {
    private Listening() {}

    static ListenOptions api(Settings settings) {
        return new ListenOptions(
                settings.httpHost(), settings.httpPort(), certificate(settings), settings.httpMaxBody());
    }

    static ListenOptions observe(Settings settings) {
        return new ListenOptions(
                settings.managementHost(), settings.managementPort(), certificate(settings), settings.httpMaxBody());
    }

    /** Where a client on this machine finds it. */
    static URI uri(Settings settings, String host, int port) {
        return ReachableAddress.of(certificate(settings).isPresent(), host, port);
    }

    private static Optional<KeyCertOptions> certificate(Settings settings) {
        return settings.httpTlsCertificate()
                .flatMap(certificate -> settings.httpTlsKey().map(key -> new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString())));
    }
}
