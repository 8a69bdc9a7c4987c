package io.hypha.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with the parts of a document, so that all of it is told at once. For one thread. */
public final class Findings {
    private final List<Problem> problems = new ArrayList<>();

    /**
     * The part; where it cannot be made, a problem with the message of the {@link IllegalArgumentException}, and {@code otherwise}.
     *
     * @param rule for the problem
     */
    public <T> T at(String pointer, String rule, Supplier<T> part, T otherwise) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of(pointer, rule, e.getMessage()));
            return otherwise;
        }
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** @throws InvalidDocumentException if anything was found */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }
}
