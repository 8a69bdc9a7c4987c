package io.hypha.watch;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.config.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of a file.
 *
 * @param provides what runs because of it now, also from an earlier version
 * @param again whether it may succeed later without being changed, because other files or owners change
 * @param confirmed whether it is what ran already, looked at once more
 */
record Outcome(List<Problem> problems, List<String> provides, boolean again, boolean confirmed) {
    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    Outcome(List<Problem> problems, List<String> provides, boolean again) {
        this(problems, provides, again, false);
    }

    static Outcome loaded(List<String> provides) {
        return new Outcome(List.of(), provides, false);
    }

    private boolean says(Outcome other) {
        return problems.equals(other.problems) && provides.equals(other.provides);
    }

    /** Whether somebody who knows of the other should hear of this one. */
    boolean isNewsAfter(Outcome other) {
        return other == null || !says(other) || (problems.isEmpty() && !confirmed);
    }

    /** {@code loaded}, {@code degraded} or {@code rejected}. */
    String state() {
        if (problems.isEmpty()) {
            return "loaded";
        }
        return provides.isEmpty() ? "rejected" : "degraded";
    }

    /** For the owner of the file. What nobody foresaw is logged as well: its trace would be lost. */
    static List<Problem> problems(Throwable thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof InvalidDocumentException invalid) {
            return invalid.problems();
        }
        if (!(cause instanceof UnavailableException)) {
            LOG.error("an unexpected error while a file was applied", cause);
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return List.of(Problem.of("", "internal", message));
    }

    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
