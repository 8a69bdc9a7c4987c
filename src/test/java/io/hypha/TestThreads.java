package io.hypha;

import java.util.concurrent.Executor;

/**
 * Runs what tests do side by side. Each task has a thread of its own: the common pool has one thread less than the
 * machine has cores, so that on a small machine tasks would run one after another, or wait for one that never starts.
 */
public final class TestThreads {

    public static final Executor PER_TASK = task -> new Thread(task, "test-task").start();

    private TestThreads() {}
}
