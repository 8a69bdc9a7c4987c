package io.hypha.credential;

import static java.util.Objects.requireNonNull;

import io.hypha.secret.Masking;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The secrets that one credential had masked. Tokens come anew for as long as an integration lives, so that only the latest are kept: the
 * one in use, and the one that calls under way may still use.
 */
final class MaskedSecrets implements AutoCloseable {
    private static final int KEPT = 2;

    private final Masking masking;
    private final Deque<String> masked = new ArrayDeque<>();
    private boolean closed;

    MaskedSecrets(Masking masking) {
        this.masking = requireNonNull(masking, "masking is null");
    }

    /** Returns false after {@link #close()}: then the secret is not masked, and must not be used. */
    synchronized boolean add(String secret) {
        if (closed) {
            return false;
        }
        masking.learn(secret);
        masked.addLast(secret);
        while (masked.size() > KEPT) {
            masking.forget(masked.removeFirst());
        }
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        masked.forEach(masking::forget);
        masked.clear();
    }
}
