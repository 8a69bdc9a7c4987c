package io.hypha.credential;

import java.time.Duration;
import java.time.Instant;

/** An access token. */
record Token(String value, Instant obtained, Instant expires) {
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** When to stop using it: a little before it expires, so that no request arrives with an expired one. */
    Instant usableUntil() {
        Duration tenth = Duration.between(obtained, expires).dividedBy(10);
        return expires.minus(tenth.compareTo(SKEW) < 0 ? tenth : SKEW);
    }

    @Override
    public String toString() {
        return "Token[expires " + expires + "]";
    }
}
