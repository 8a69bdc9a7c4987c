package io.hypha.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What an authorization server says of itself (RFC 8414 3.2): believed no further than the place where it was found is trusted. */
record ServerMetadata(String issuer, String tokenEndpoint) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the document is none, or names no token endpoint. */
    static Optional<ServerMetadata> parse(byte[] document) {
        try {
            JsonNode fields = JSON.readTree(document);
            return Optional.of(fields.path("token_endpoint").asText())
                    .filter(endpoint -> !endpoint.isEmpty())
                    .map(endpoint -> new ServerMetadata(fields.path("issuer").asText(), endpoint));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Where the client's secret may be sent.
     *
     * @param resource at whose origin the document was found
     * @throws IllegalArgumentException says why it must not be sent there
     */
    URI tokenEndpointFor(URI resource) {
        if (!isIssuedBy(resource)) {
            throw new IllegalArgumentException("names an issuer other than where it was found (RFC 8414 3.3)");
        }
        URI endpoint = uri(tokenEndpoint)
                .filter(ServerMetadata::isPlain)
                .orElseThrow(() -> new IllegalArgumentException("names a token_endpoint that is no http or https URL"));
        boolean secure = isHttps(endpoint) && isHttps(resource);
        if (!secure && !origin(endpoint).equals(origin(resource))) {
            throw new IllegalArgumentException("names a token_endpoint elsewhere, and nothing vouches for it");
        }
        return endpoint;
    }

    /** RFC 8414 3.3: the issuer must be the one that the document's own address was made of. */
    private boolean isIssuedBy(URI resource) {
        return uri(issuer)
                .filter(ServerMetadata::isPlain)
                .filter(uri -> uri.getRawQuery() == null)
                .filter(uri -> uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                .filter(uri -> origin(uri).equals(origin(resource)))
                .isPresent();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(URI uri) {
        return (isHttps(uri) || "http".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String origin(URI uri) {
        int port = uri.getPort() == -1 ? (isHttps(uri) ? 443 : 80) : uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }
}
