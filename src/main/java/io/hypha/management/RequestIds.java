package io.hypha.management;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names requests and executions, so that an answer, the log and the audit can be put together. Ids are unique, not secret. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final int LONGEST = 64;

    private RequestIds() {}

    /** The caller's id if it is harmless in a log, else a new one. */
    static String of(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        return given != null && isHarmless(given) ? given : next();
    }

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static boolean isHarmless(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(RequestIds::isHarmless);
    }

    private static boolean isHarmless(int c) {
        return Names.isAlphanumeric(c) || c == '.' || c == '_' || c == '-';
    }
}
