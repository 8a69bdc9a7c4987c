package io.hypha.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that somebody probably meant. */
public final class Suggestions {
    private static final int SHORTEST_ABBREVIATION = 3;

    private Suggestions() {}

    /**
     * The closest of {@code known} within a third of the name's length (at least two edits), ignoring case; else the shortest that
     * the name abbreviates.
     */
    public static Optional<String> closest(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .map(candidate -> new Match(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT), limit)))
                .filter(match -> match.distance >= 0)
                .min(Comparator.comparingInt(Match::distance).thenComparing(Match::name))
                .map(Match::name)
                .or(() -> abbreviated(wanted, known));
    }

    private static Optional<String> abbreviated(String wanted, Collection<String> known) {
        return known.stream()
                .filter(candidate -> wanted.length() >= SHORTEST_ABBREVIATION)
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(wanted))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String wanted, String candidate, int limit) {
        return new LevenshteinDistance(limit).apply(wanted, candidate);
    }

    private record Match(String name, int distance) {}
}
