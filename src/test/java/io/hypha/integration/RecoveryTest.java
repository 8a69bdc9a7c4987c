package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.secret.ValueMasking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Slots slots = new Slots();
    private final ChangeQueue queue = new ChangeQueue();
    private final SetClock clock = new SetClock();
    private final ValueMasking masking = new ValueMasking();
    private final Config config =
            new Config(null, null, new MemoryRegistry(), List.of(), masking, clock, Duration.ZERO);
    private final Lifecycle lifecycle = new Lifecycle(slots, new Deployments(config, Runnable::run), queue, config);

    @AfterEach
    void stop() {
        lifecycle.close();
    }

    @Test
    void shouldNotTryBeforeItIsTimeHoweverOftenItIsAsked() {
        Registration broken = new Registration(
                "it",
                JsonNodeFactory.instance.objectNode(),
                Owner.API,
                DesiredState.RUNNING,
                1,
                NOON,
                NOON,
                "it cannot be read");
        slots.put("it", new Slot(broken, masking));

        assertThat(attemptsAfter(NOON)).isEqualTo(1);
        assertThat(attemptsAfter(NOON.plusMillis(500))).isEqualTo(1);
        assertThat(attemptsAfter(NOON.plusSeconds(1))).isEqualTo(2);
        assertThat(attemptsAfter(NOON.plusSeconds(2))).isEqualTo(2);
        assertThat(slots.get("it").failed().problem()).isEqualTo("it cannot be read");
    }

    private int attemptsAfter(Instant now) {
        clock.now = now;
        lifecycle.recover("it").toCompletableFuture().join();
        return slots.get("it").failed().attempts();
    }

    private static final class SetClock extends Clock {
        private volatile Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
