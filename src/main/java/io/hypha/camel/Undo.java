package io.hypha.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * How to take back the steps of something that must happen as a whole, last first: at once if a step fails, or later, when what
 * they made has had its time.
 */
final class Undo implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    <T> T add(T made, Consumer<? super T> takeBack) {
        steps.push(() -> takeBack.accept(made));
        return made;
    }

    /** All succeeded: closing does nothing any more, and whoever gets the result takes the steps back. */
    Undo handOver() {
        Undo later = new Undo();
        later.steps.addAll(steps);
        steps.clear();
        return later;
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
