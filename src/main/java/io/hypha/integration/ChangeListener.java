package io.hypha.integration;

/**
 * Hears of each change by a file or in Java, done or refused, before whoever asked for it does. What comes over REST is told by
 * that door, which knows who asked. Called on several threads at a time; may block. A change that it throws at is reported as
 * failed, though it was made.
 */
@FunctionalInterface
public interface ChangeListener {
    /** Hears nothing. */
    ChangeListener NONE = change -> {};

    void changed(Change change);
}
