package io.hypha.integration;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Tells the listener of changes; their stages complete when that is done. */
final class Announcements {
    private static final String JAVA = "java";

    private final ChangeListener listener;
    private final Executor executor;

    /** @param executor where the listener may block */
    Announcements(ChangeListener listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    <T> CompletionStage<T> java(Change.Kind kind, String id, CompletionStage<T> change) {
        return told(kind, id, JAVA, JAVA, change);
    }

    /** A change by a file; one by the API is not told here. */
    <T> CompletionStage<T> owned(Change.Kind kind, String id, Owner owner, CompletionStage<T> change) {
        return owner.equals(Owner.API) ? change : told(kind, id, owner.toString(), "file", change);
    }

    private <T> CompletionStage<T> told(
            Change.Kind kind, String id, String actor, String door, CompletionStage<T> change) {
        return change.handleAsync(
                (done, thrown) -> {
                    Throwable failure = cause(thrown);
                    tell(new Change(kind(kind, done), id, actor, door, isEffective(done, failure), failure), thrown);
                    return done;
                },
                this::run);
    }

    /** Fails as the change did. */
    private void tell(Change change, Throwable thrown) {
        try {
            listener.changed(change);
        } catch (RuntimeException e) {
            if (thrown == null) {
                throw e;
            }
            thrown.addSuppressed(e);
        }
        if (thrown != null) {
            throw thrown instanceof CompletionException wrapped ? wrapped : new CompletionException(thrown);
        }
    }

    private static Change.Kind kind(Change.Kind asked, Object done) {
        return done instanceof Applied applied && applied.created() ? Change.Kind.REGISTER : asked;
    }

    private static boolean isEffective(Object done, Throwable failure) {
        return failure == null && (!(done instanceof Applied applied) || applied.created() || applied.changed());
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** A change that the end of the runtime overtook is told by whoever completed it. */
    private void run(Runnable telling) {
        try {
            executor.execute(telling);
        } catch (RejectedExecutionException e) {
            telling.run();
        }
    }
}
