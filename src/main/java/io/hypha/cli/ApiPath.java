package io.hypha.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path of the management API, with whatever people typed percent-encoded. */
final class ApiPath {
    private static final String ROOT = "/api/v1";

    private final String path;
    private final String query;

    private ApiPath(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /** @param segments after {@code /api/v1}, as they are meant */
    static ApiPath of(String... segments) {
        StringBuilder path = new StringBuilder(ROOT);
        for (String segment : segments) {
            path.append('/').append(encode(segment));
        }
        return new ApiPath(path.toString(), "");
    }

    /** {@code POST /integrations:validate}, whose colon stands for itself. */
    static ApiPath validation() {
        return new ApiPath(ROOT + "/integrations:validate", "");
    }

    /** Where an answer says that the next page is; only paths of the API, lest the key goes elsewhere. */
    static ApiPath next(String link) {
        if (!link.startsWith(ROOT + "/")) {
            throw new ApiException("the next page is said to be outside of the API: " + link);
        }
        return new ApiPath(link, "");
    }

    /** With one more query parameter, unless its value is null. */
    ApiPath with(String name, Object value) {
        if (value == null) {
            return this;
        }
        String parameter = encode(name) + "=" + encode(value.toString());
        return new ApiPath(path, query.isEmpty() ? "?" + parameter : query + "&" + parameter);
    }

    private static String encode(String text) {
        // A segment of dots only would be taken for a step in the path, encoded or not.
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }

    @Override
    public String toString() {
        return path + query;
    }
}
