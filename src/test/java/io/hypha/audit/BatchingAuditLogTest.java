package io.hypha.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingAuditLogTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final MemoryAuditStore store = new MemoryAuditStore();
    private BatchingAuditLog log = log(UnaryOperator.identity(), BatchingAuditLog.QUEUE);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldStoreManagementEventsBeforeItReturns() {
        log.record(event("integration.register", "crm"));

        assertThat(store.events).containsExactly(event("integration.register", "crm"));
        assertThat(log.find(AuditQuery.newest(1))).hasSize(1);
    }

    @Test
    void shouldFailWhereAManagementEventCannotBeStored() {
        store.broken = true;

        assertThatThrownBy(() -> log.record(event("key.create", "crm"))).hasMessage("the disk is full");
    }

    @Test
    void shouldStoreExecutionsInBatches() {
        IntStream.range(0, 5000).forEach(n -> log.recordExecution(event("execution", "crm")));

        await().until(() -> store.events.size() == 5000);
        assertThat(store.batches).hasSizeLessThan(50).allMatch(size -> size <= 1000);
        assertThat(log.dropped()).isZero();
    }

    @Test
    void shouldCountWhatAFullQueueCannotTakeAndNotWait() {
        restart(UnaryOperator.identity(), 10);
        store.broken = true;
        log.recordExecution(event("execution", "first"));
        await().until(() -> store.failures > 0);
        IntStream.range(0, 25).forEach(n -> log.recordExecution(event("execution", "crm")));

        assertThat(log.dropped()).isEqualTo(15);
        store.broken = false;
        await().until(() -> store.events.size() == 11);
    }

    @Test
    void shouldNotLetDenialsTakeThePlaceOfExecutions() {
        restart(UnaryOperator.identity(), 10);
        IntStream.range(0, 10_000).forEach(n -> log.recordDenial(event("access.denied", null), "10.0.0.1"));
        IntStream.range(0, 10).forEach(n -> log.recordExecution(event("execution", "crm")));
        log.close();

        assertThat(log.dropped()).isZero();
        assertThat(store.events).hasSize(12);
        assertThat(store.events)
                .extracting(AuditEvent::detail)
                .anyMatch(detail -> detail != null && detail.startsWith("9999 more"));
    }

    @Test
    void shouldStoreWhatFailedOnceTheStoreIsBack() {
        store.broken = true;
        log.recordExecution(event("execution", "crm"));
        await().until(() -> store.failures > 1);
        store.broken = false;

        await().until(() -> store.events.size() == 1);
        assertThat(log.dropped()).isZero();
    }

    @Test
    void shouldStoreWhatIsQueuedWhenClosed() {
        IntStream.range(0, 2500).forEach(n -> log.recordExecution(event("execution", "crm")));
        log.close();

        assertThat(store.events).hasSize(2500);
    }

    @Test
    void shouldStoreWhatIsQueuedWhenClosedByAnInterruptedThread() {
        log.recordExecution(event("execution", "crm"));
        Thread.currentThread().interrupt();
        log.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.events).hasSize(1);
    }

    @Test
    void shouldCountWhatCannotBeStoredWhenClosed() {
        store.broken = true;
        IntStream.range(0, 2500).forEach(n -> log.recordExecution(event("execution", "crm")));
        log.close();
        log.close();

        assertThat(log.dropped()).isEqualTo(2500);
    }

    @Test
    void shouldCountWhatComesAfterItWasClosed() {
        log.close();
        log.recordExecution(event("execution", "crm"));

        assertThat(log.dropped()).isEqualTo(1);
    }

    /** In what may be anybody's text. Who did what to which integration stays, or a secret named like it would hide its owner. */
    @Test
    void shouldMaskSecretsInTheDetailOfEveryEvent() {
        restart(text -> text.replace("swordfish", "******"), 10);
        log.record(detailed("key.create", "swordfish"));
        log.recordExecution(detailed("execution", "a swordfish"));

        await().until(() -> store.events.size() == 2);
        assertThat(store.events).extracting(AuditEvent::detail).containsExactly("******", "a ******");
        assertThat(store.events).extracting(AuditEvent::integration).containsOnly("swordfish");
    }

    private static AuditEvent detailed(String action, String detail) {
        return new AuditEvent(NOON, "admin", "rest", action, "swordfish", "success", "r1", detail);
    }

    @Test
    void shouldDeleteWhatIsOlderThanTheRetention() {
        AuditEvent old = event(NOON.minus(Duration.ofDays(30)).minusMillis(1));
        AuditEvent young = event(NOON.minus(Duration.ofDays(30)));
        log.record(old);
        log.record(young);
        new Retention(store, Duration.ofDays(30), CLOCK).apply();

        assertThat(store.events).containsExactly(young);
    }

    @Test
    void shouldTryToDeleteAgainAfterAFailure() {
        store.broken = true;
        Retention retention = new Retention(store, Duration.ofDays(30), CLOCK);

        assertThatCode(retention::apply).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseToKeepNothing() {
        assertThatThrownBy(() -> new Retention(store, Duration.ZERO, CLOCK))
                .hasMessage("the audit must be kept for > 0 s: 0");
    }

    private BatchingAuditLog log(UnaryOperator<String> masker, int queue) {
        return new BatchingAuditLog(store, masker, Duration.ofDays(30), CLOCK, queue);
    }

    private void restart(UnaryOperator<String> masker, int queue) {
        log.close();
        log = log(masker, queue);
    }

    private static AuditEvent event(String action, String integration) {
        return new AuditEvent(NOON, "ann", "rest", action, integration, "success", "r-1", null);
    }

    private static AuditEvent event(Instant at) {
        return new AuditEvent(at, "ann", "rest", "execution", "crm", "success", "r-1", null);
    }
}
