package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedQueueTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final KeyedQueue queue = new KeyedQueue(executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void shouldKeepTheOrderOfOneKey() {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Integer> gate = new CompletableFuture<>();
        queue.submit("a", () -> gate);
        List<CompletionStage<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            all.add(queue.submit("a", () -> {
                order.add(number);
                return CompletableFuture.completedFuture(number);
            }));
        }
        gate.complete(0);
        all.get(99).toCompletableFuture().join();

        assertThat(order).isSorted().hasSize(100);
    }

    @Test
    void shouldNotWaitForOtherKeys() {
        queue.submit("a", CompletableFuture::new);

        assertThat(queue.submit("b", () -> CompletableFuture.completedFuture("done"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("done");
    }

    @Test
    void shouldGoOnAfterAFailure() {
        CompletionStage<Object> failed = queue.submit("a", () -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(() -> failed.toCompletableFuture().join()).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(queue.submit("a", () -> CompletableFuture.completedFuture(1))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(1);
    }
}
