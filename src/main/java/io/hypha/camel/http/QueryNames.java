package io.hypha.camel.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names of query parameters that are set already. Where a parameter comes twice servers differ in which of the two they take, and some
 * do not tell upper from lower case; so nobody else may set it.
 *
 * @param decoded in lower case
 */
record QueryNames(Set<String> decoded) {
    QueryNames {
        decoded = Set.copyOf(decoded);
    }

    static QueryNames of(Collection<String> names) {
        return new QueryNames(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    static QueryNames ofEncoded(Collection<String> names) {
        return of(names.stream()
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                .toList());
    }

    /** Those of {@code name=value&...}; of no text, none. */
    static QueryNames ofText(String query) {
        return ofEncoded(Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2)[0])
                .filter(name -> !name.isEmpty())
                .toList());
    }

    QueryNames and(QueryNames more) {
        Set<String> all = new TreeSet<>(decoded);
        all.addAll(more.decoded);
        return new QueryNames(all);
    }

    boolean contains(String name) {
        return !decoded.isEmpty() && decoded.contains(name.toLowerCase(Locale.ROOT));
    }

    /** One that both have. */
    Optional<String> common(QueryNames others) {
        return decoded.stream().filter(others.decoded::contains).findFirst();
    }
}
