package io.hypha.watch;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * What became of a file.
 *
 * @param provides what runs because of it now, also from an earlier version
 * @param again whether it may succeed later without being changed, because other files or owners change
 */
record Outcome(List<Problem> problems, List<String> provides, boolean again) {
    static Outcome loaded(List<String> provides) {
        return new Outcome(List.of(), provides, false);
    }

    /** {@code loaded}, {@code degraded} or {@code rejected}. */
    String state() {
        if (problems.isEmpty()) {
            return "loaded";
        }
        return provides.isEmpty() ? "rejected" : "degraded";
    }

    static List<Problem> problems(Throwable thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof InvalidDocumentException invalid) {
            return invalid.problems();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return List.of(Problem.of("", "internal", message));
    }

    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
