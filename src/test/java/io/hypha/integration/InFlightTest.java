package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight calls = new InFlight();

    @Test
    void shouldBeDrainedAtOnceWhenEmpty() {
        assertThat(calls.drain()).isDone();
    }

    @Test
    void shouldWaitForTheLastCall() {
        calls.enter();
        calls.enter();
        CompletableFuture<Void> drained = calls.drain();
        calls.leave();
        assertThat(drained).isNotDone();

        calls.leave();

        assertThat(drained).isDone();
    }

    @Test
    void shouldLetNobodyInWhileDraining() {
        calls.enter();
        var unused = calls.drain();

        assertThat(calls.enter()).isFalse();
        assertThat(calls.count()).isEqualTo(1);
    }
}
