package io.hypha.camel.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * The requests that a {@code platform-http:} route takes.
 *
 * @param segments of the path; one in braces stands for any
 * @param prefix whether it takes all paths that begin so
 * @param methods empty is all
 */
record HttpPath(List<String> segments, boolean prefix, Set<String> methods) {
    static final String SCHEME = "platform-http";
    private static final Set<String> RESERVED = Set.of("api", "docs");

    static HttpPath of(PlatformHttpEndpoint endpoint) {
        String path = endpoint.getPath();
        boolean prefix = endpoint.isMatchOnUriPrefix() || path.endsWith("*");
        String methods = endpoint.getHttpMethodRestrict();
        return new HttpPath(
                words(path.replaceFirst("\\*$", ""), "/"),
                prefix,
                methods == null ? Set.of() : new TreeSet<>(words(methods.toUpperCase(Locale.ROOT), ",")));
    }

    /** Whether the runtime answers these requests itself, before any route. */
    boolean isReserved() {
        return !segments.isEmpty() && RESERVED.contains(segments.get(0));
    }

    boolean sameAs(HttpPath other) {
        return sharesMethod(other) && segments.size() == other.segments.size() && matches(other, segments.size());
    }

    /** Whether some request would be for both. */
    boolean overlaps(HttpPath other) {
        int common = Math.min(segments.size(), other.segments.size());
        return sharesMethod(other)
                && matches(other, common)
                && (prefix || segments.size() >= other.segments.size())
                && (other.prefix || other.segments.size() >= segments.size());
    }

    private boolean sharesMethod(HttpPath other) {
        return methods.isEmpty() || other.methods.isEmpty() || methods.stream().anyMatch(other.methods::contains);
    }

    private boolean matches(HttpPath other, int count) {
        for (int at = 0; at < count; at++) {
            String mine = segments.get(at);
            String its = other.segments.get(at);
            if (!mine.equals(its) && !mine.startsWith("{") && !its.startsWith("{")) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        String path = SCHEME + ":/" + String.join("/", segments) + (prefix ? "*" : "");
        return methods.isEmpty() ? path : path + " (" + String.join(", ", methods) + ")";
    }
}
