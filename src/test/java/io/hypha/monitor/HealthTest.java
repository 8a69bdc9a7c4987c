package io.hypha.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hypha.monitor.HealthCheck.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    @Test
    void shouldBeUpWhileEveryCheckIs() {
        Health.Report report = health(() -> Finding.up(Map.of("free", 1))).ready();

        assertThat(report.up()).isTrue();
        assertThat(report.document().toString())
                .isEqualTo(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"store\",\"status\":\"UP\",\"data\":{\"free\":1}}]}");
    }

    @Test
    void shouldBeDownWithOneCheckAndStillLive() {
        Health health = health(() -> Finding.down("it is away"));

        assertThat(health.ready().up()).isFalse();
        assertThat(health.ready().document().at("/checks/0/data/problem").asText())
                .isEqualTo("it is away");
        assertThat(health.live().up()).isTrue();
        assertThat(health.all().up()).isFalse();
    }

    @Test
    void shouldTakeAThrowingCheckForDownWithoutTellingWhatItThrew() {
        Health health = health(() -> {
            throw new IllegalStateException("a secret detail");
        });

        assertThat(health.ready().up()).isFalse();
        assertThat(health.ready().document().toString()).doesNotContain("a secret detail");
    }

    @Test
    void shouldShowIntegrationsButNotDependOnThem() {
        Health.Report report = health(() -> Finding.up(Map.of())).all();

        assertThat(report.up()).isTrue();
        assertThat(report.document().at("/checks/2/name").asText()).isEqualTo("integrations");
        assertThat(report.document().at("/checks/2/data/failed").asInt()).isEqualTo(3);
    }

    @Test
    void shouldSeeWhetherAFolderCanBeWritten(@TempDir Path folder) throws Exception {
        HealthCheck check = HealthChecks.writable(folder);

        assertThat(check.look().up()).isTrue();
        assertThat(folder).isEmptyDirectory();
        Files.delete(folder);
        assertThat(check.look().up()).isFalse();
    }

    @Test
    void shouldNotWaitForWhatHangsNorAskItAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        HealthCheck check = HealthChecks.within(Duration.ofMillis(20), "store", () -> {
            asked.incrementAndGet();
            release.await();
            return Finding.up(Map.of());
        });

        assertThat(check.look().up()).isFalse();
        assertThat(check.look().up()).isFalse();
        assertThat(asked).hasValue(1);

        release.countDown();
        await().until(() -> check.look().up());
    }

    private static Health health(HealthCheck store) {
        return new Health(
                Map.of("runtime", HealthChecks.that(() -> true, "")),
                Map.of("store", store),
                () -> Map.of("failed", 3));
    }
}
