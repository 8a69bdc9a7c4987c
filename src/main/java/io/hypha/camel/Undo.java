package io.hypha.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to take back the steps of something that must happen as a whole, last first: at once if a step fails, or later, when what
 * they made has had its time.
 */
final class Undo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

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

    /** Takes back all steps: one that fails is logged, as nothing better can be done about it, and keeps no other from being taken. */
    @Override
    public void close() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                LOG.error("a part could not be taken back", e);
            }
        }
    }
}
