package io.hypha.management;

import java.util.Set;

/**
 * How a call is answered: with JSON, or with nothing where the status is 204, or with a problem.
 *
 * @param failures statuses of the problems that are this call's own
 */
record Gives(Set<Integer> successes, Set<Integer> failures) {
    static Gives gives(Integer... successes) {
        return new Gives(Set.of(successes), Set.of());
    }

    Gives or(Integer... statuses) {
        return new Gives(successes, Set.of(statuses));
    }
}
