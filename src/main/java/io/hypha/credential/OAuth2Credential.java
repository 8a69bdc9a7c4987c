package io.hypha.credential;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Keeps a token until it expires or is refused; those who need a new one at the same time share one request for it. */
final class OAuth2Credential implements HttpCredential {
    private final TokenClient client;
    private final Clock clock;
    private final MaskedSecrets masked;
    private volatile Ticket current;

    OAuth2Credential(TokenClient client, Clock clock, MaskedSecrets masked) {
        this.client = requireNonNull(client, "client is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.masked = requireNonNull(masked, "masked is null");
    }

    @Override
    public CompletionStage<Proof> prove(URI endpoint) {
        Ticket ticket = current;
        return ticket != null && ticket.isUsable(clock.instant()) ? ticket.proof : renew(endpoint);
    }

    private CompletionStage<Proof> renew(URI endpoint) {
        Ticket mine = new Ticket();
        synchronized (this) {
            Ticket ticket = current;
            if (ticket != null && ticket.isUsable(clock.instant())) {
                return ticket.proof;
            }
            current = mine;
        }
        client.fetch(endpoint).whenComplete((token, thrown) -> {
            if (thrown != null) {
                mine.fail(thrown instanceof CompletionException ? thrown.getCause() : thrown);
            } else if (masked.add(token.value())) {
                mine.complete(token);
            } else {
                mine.fail(AuthFailures.closed());
            }
        });
        return mine.proof;
    }

    @Override
    public synchronized boolean refused(Proof proof) {
        if (current != null && current.gave(proof)) {
            current = null;
        }
        return true;
    }

    @Override
    public Optional<String> state() {
        Ticket ticket = current;
        return Optional.of(ticket == null ? "no token yet" : ticket.state(clock.instant()));
    }

    @Override
    public void close() {
        masked.close();
    }

    /** One token on its way, had, or not to be had. */
    private static final class Ticket {
        private final CompletableFuture<Proof> proof = new CompletableFuture<>();
        private volatile Instant usableUntil = Instant.MAX;
        private volatile Instant expires;

        void complete(Token token) {
            expires = token.expires();
            usableUntil = token.usableUntil();
            proof.complete(HttpCredentials.authorization("Bearer " + token.value()));
        }

        void fail(Throwable thrown) {
            usableUntil = Instant.MIN;
            proof.completeExceptionally(thrown);
        }

        boolean isUsable(Instant now) {
            return now.isBefore(usableUntil);
        }

        boolean gave(Proof refused) {
            return proof.isDone()
                    && !proof.isCompletedExceptionally()
                    && proof.join().equals(refused);
        }

        String state(Instant now) {
            if (!proof.isDone()) {
                return "token is being fetched";
            }
            if (proof.isCompletedExceptionally()) {
                return "no token: "
                        + proof.handle((had, thrown) -> thrown.getMessage()).join();
            }
            return (now.isBefore(expires) ? "token valid until " : "token expired at ")
                    + expires.truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
