package io.hypha.credential;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Proves with the same each time. */
final class FixedCredential implements HttpCredential {
    private final CompletionStage<Proof> proof;
    private final Set<String> queryNames;
    private final MaskedSecrets masked;

    FixedCredential(Proof proof, MaskedSecrets masked) {
        this.masked = requireNonNull(masked, "masked is null");
        this.proof = CompletableFuture.completedStage(requireNonNull(proof, "proof is null"));
        this.queryNames = Set.copyOf(proof.query().keySet());
    }

    @Override
    public CompletionStage<Proof> prove(URI endpoint) {
        return proof;
    }

    @Override
    public Set<String> queryNames() {
        return queryNames;
    }

    @Override
    public void close() {
        masked.close();
    }

    @Override
    public String toString() {
        return "FixedCredential";
    }
}
