package io.hypha.management;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** What a request's head must say of where the request goes, and where its body ends. */
final class Framing {
    private Framing() {}

    /** Null where there is nothing to complain of. */
    static String complaint(HttpVersion version, MultiMap headers) {
        int hosts = headers.getAll(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && version == HttpVersion.HTTP_1_1)) {
            return "A request must have one Host header, but has " + hosts + ".";
        }
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        boolean chunked = codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
        return chunked && version == HttpVersion.HTTP_1_1
                ? null
                : "Transfer-Encoding must be chunked and nothing else, in HTTP/1.1 only.";
    }
}
