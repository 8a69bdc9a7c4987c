package io.hypha.config;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A document that cannot be used; carries all of its problems, never only the first. */
public final class InvalidDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public InvalidDocumentException(Problem problem) {
        this(List.of(problem));
    }

    /** The same with another text of each message, as without secrets. */
    public InvalidDocumentException withMessages(UnaryOperator<String> rewriting) {
        return new InvalidDocumentException(problems.stream()
                .map(problem -> problem.withMessage(rewriting.apply(problem.message())))
                .toList());
    }

    public List<Problem> problems() {
        return problems;
    }
}
