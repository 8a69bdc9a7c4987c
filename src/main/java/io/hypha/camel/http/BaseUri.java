package io.hypha.camel.http;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An integration's endpoint, taken apart.
 *
 * @param host as the Host field says it: an IPv6 address in brackets
 * @param path without a slash at its end
 * @param query sent with every request; may be empty
 */
record BaseUri(URI uri, boolean tls, String host, int port, SocketAddress server, String path, String query) {
    /** @throws IllegalArgumentException if it is no absolute http or https URI, or has a user or fragment */
    static BaseUri of(String endpoint) {
        URI uri = parse(endpoint);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        Authority authority = Authority.of(uri).orElse(null);
        if (!(tls || scheme.equals("http")) || authority == null) {
            throw new IllegalArgumentException("endpoint must be an absolute http or https URI with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "endpoint must have neither user nor fragment: credentials belong to auth");
        }
        int port = port(authority, tls);
        String host = authority.host();
        String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new BaseUri(uri, tls, host, port, SocketAddress.inetSocketAddress(port, address), path(uri), query(uri));
    }

    StringBuilder appendQuery(StringBuilder out) {
        return query.isEmpty() ? out : out.append('?').append(query);
    }

    /** The endpoint's path as it is written. */
    String ownPath() {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /** Scheme, host and port: what errors may tell of an endpoint. */
    String origin() {
        boolean usual = port == (tls ? 443 : 80);
        return (tls ? "https://" : "http://") + host + (usual ? "" : ":" + port);
    }

    boolean hasOriginOf(URI other) {
        return (tls ? "https" : "http").equalsIgnoreCase(other.getScheme())
                && Authority.of(other)
                        .filter(at -> host.equalsIgnoreCase(at.host()) && port == port(at, tls))
                        .isPresent();
    }

    /** URI takes letters of all alphabets; on their way they are percent-encoded (RFC 3987 3.1). */
    private static URI parse(String endpoint) {
        try {
            return new URI(new URI(endpoint).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("endpoint must be a URI: " + e.getReason(), e);
        }
    }

    /** Java's URI knows no host with an underscore, which names of containers have. */
    private record Authority(String host, int port) {
        private static final Pattern NAME = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

        static Optional<Authority> of(URI uri) {
            if (uri.getHost() != null) {
                return Optional.of(new Authority(uri.getHost(), uri.getPort()));
            }
            Matcher name = NAME.matcher(Objects.toString(uri.getRawAuthority(), ""));
            return name.matches()
                    ? Optional.of(
                            new Authority(name.group(1), name.group(2) == null ? -1 : Integer.parseInt(name.group(2))))
                    : Optional.empty();
        }
    }

    private static int port(Authority authority, boolean tls) {
        int port = authority.port() == -1 ? (tls ? 443 : 80) : authority.port();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("endpoint's port must be 1 to 65535: " + port);
        }
        return port;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : uri.getRawQuery();
    }

    @Override
    public String toString() {
        return origin();
    }
}
