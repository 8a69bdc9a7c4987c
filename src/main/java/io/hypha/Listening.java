package io.hypha;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.config.ReachableAddress;
import io.hypha.config.Settings;
import io.hypha.management.ListenOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * Before anything else is done, so that nothing starts only to be closed again.
     *
     * @throws InvalidDocumentException with each port that is taken, and the setting that chooses it
     */
    static void checkFree(Settings settings) {
        List<Problem> problems = Stream.of(
                        taken(settings.httpHost(), settings.httpPort(), "hypha.http", "--port"),
                        taken(
                                settings.managementHost(),
                                settings.managementPort(),
                                "hypha.management",
                                "--management-port"))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private static Optional<Problem> taken(String host, int port, String setting, String option) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Problem.of(
                    "",
                    "port",
                    "cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): end what listens there, or choose"
                            + " another port with " + option + " or " + setting + ".port, or another address with "
                            + setting + ".host"));
        }
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
