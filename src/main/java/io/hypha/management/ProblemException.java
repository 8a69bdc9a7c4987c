package io.hypha.management;

/** A request that this door refuses. Has no stack trace: it is an answer. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDocument problem;

    ProblemException(ProblemDocument problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ProblemException(ProblemType type, String detail) {
        this(ProblemDocument.of(type, detail));
    }

    ProblemDocument problem() {
        return problem;
    }
}
