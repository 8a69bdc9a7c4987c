package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hypha.integration.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private static final Owner FILE = Owner.file("crm.yaml");

    private final List<Change> told = new ArrayList<>();
    private final Announcements announcements = new Announcements(told::add, Runnable::run);

    @Test
    void shouldTellOfFilesAndJavaButNotOfTheApi() {
        join(announcements.owned(Kind.PUT, "a", FILE, done(new Applied(null, true, true))));
        join(announcements.owned(Kind.PUT, "a", FILE, done(new Applied(null, false, true))));
        join(announcements.owned(Kind.PUT, "a", FILE, done(new Applied(null, false, false))));
        join(announcements.owned(Kind.PUT, "a", Owner.API, done(new Applied(null, true, true))));
        join(announcements.java(Kind.UNREGISTER, "a", done(null)));

        assertThat(told)
                .extracting(Change::kind, Change::actor, Change::effective)
                .containsExactly(
                        tuple(Kind.REGISTER, "file:crm.yaml", true),
                        tuple(Kind.PUT, "file:crm.yaml", true),
                        tuple(Kind.PUT, "file:crm.yaml", false),
                        tuple(Kind.UNREGISTER, "java", true));
    }

    @Test
    void shouldTellOfRefusalsAndFailAsTheyDo() {
        IntegrationException refusal = new IntegrationException(IntegrationException.Reason.EXISTS, "it is there");
        CompletionStage<Object> change =
                announcements.java(Kind.REGISTER, "a", CompletableFuture.failedFuture(refusal));

        assertThatThrownBy(() -> join(change)).hasCause(refusal);
        assertThat(told).extracting(Change::failure).containsExactly(refusal);
        assertThat(told).extracting(Change::effective).containsExactly(false);
    }

    @Test
    void shouldFailWhereTheListenerCannotKeepIt() {
        Announcements broken = new Announcements(
                change -> {
                    throw new IllegalStateException("the store is away");
                },
                Runnable::run);

        assertThatThrownBy(() -> join(broken.java(Kind.UNREGISTER, "a", done(null))))
                .hasMessageContaining("the store is away");
        assertThatThrownBy(() -> join(broken.java(
                        Kind.UNREGISTER, "a", CompletableFuture.failedFuture(new IllegalStateException("first")))))
                .hasMessageContaining("first");
    }

    @Test
    void shouldTellWhatTheEndOfTheRuntimeOvertook() {
        Announcements ending = new Announcements(told::add, task -> {
            throw new RejectedExecutionException();
        });

        join(ending.java(Kind.UNREGISTER, "a", done(null)));

        assertThat(told).hasSize(1);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
