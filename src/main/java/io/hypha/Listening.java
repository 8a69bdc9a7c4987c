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
                settings.managementHost(),
                settings.managementPort(),
                observeCertificate(settings),
                settings.httpMaxBody());
    }

    /** Where a client on this machine finds the API. */
    static URI api(Settings settings, int port) {
        return ReachableAddress.of(certificate(settings).isPresent(), settings.httpHost(), port);
    }

    /** Where a client on this machine finds health and metrics. */
    static URI observe(Settings settings, int port) {
        return ReachableAddress.of(observeCertificate(settings).isPresent(), settings.managementHost(), port);
    }

    /** Probes and scrapers speak plain HTTP wherever that is allowed: on loopback, or where {@code hypha.insecure} says so. */
    private static Optional<KeyCertOptions> observeCertificate(Settings settings) {
        return settings.insecure() || ReachableAddress.isLoopback(settings.managementHost())
                ? Optional.empty()
                : certificate(settings);
    }

    private static Optional<KeyCertOptions> certificate(Settings settings) {
        return settings.httpTlsCertificate()
                .flatMap(certificate -> settings.httpTlsKey().map(key -> new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString())));
    }
}
