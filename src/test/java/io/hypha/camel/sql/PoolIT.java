package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hypha.TestThreads;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolIT {
    @TempDir
    Path folder;

    private SqlRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new SqlRuntime(folder);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private static String definition(int port, String more) {
        return """
                {type: postgresql, timeout: 4, retry_count: 0,
                 connection: {host: localhost, port: %d, database: postgres, max_wait: 1s%s},
                 auth: {type: basic, credentials: {username: postgres, password: postgres}}}"""
                .formatted(port, more);
    }

    @Test
    void shouldCostNothingUntilCalled() {
        int before = Thread.activeCount();
        for (int i = 0; i < 200; i++) {
            runtime.register("idle-" + i, definition(1, ""));
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("idle-"));
        assertThat(Thread.activeCount()).isLessThan(before + 20);
    }

    @Test
    void shouldDeployWhileTheDatabaseIsDownAndFindItWhenItIsBack() throws Exception {
        int port = freePort();
        runtime.register("early", definition(port, ""));

        ExecutionFailure down = runtime.failure(() -> runtime.value("early", "1", "{}"));
        assertThat(down.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(down.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(down.isTransient()).isTrue();

        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setPort(port).start()) {
            assertThat(postgres.getPort()).isEqualTo(port);
            await().untilAsserted(() ->
                    assertThat(runtime.value("early", "1", "{}").asInt()).isEqualTo(1));
        }
        ExecutionFailure gone = runtime.failure(() -> runtime.value("early", "1", "{}"));
        assertThat(gone.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
    }

    @Test
    void shouldNotHangOnAServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            runtime.register("silent", definition(silent.getLocalPort(), ""));

            ExecutionFailure failure = runtime.failure(() -> runtime.value("silent", "1", "{}"));

            assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        }
    }

    @Test
    void shouldSayThatAllConnectionsAreInUse() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            runtime.register("narrow", definition(postgres.getPort(), ", pool_size: 1"));
            runtime.value("narrow", "1", "{}");
            CompletableFuture<?> slow = CompletableFuture.runAsync(
                    () -> runtime.value("narrow", "pg_sleep(3)::text", "{}"), TestThreads.PER_TASK);
            runtime.register("watcher", definition(postgres.getPort(), ""));
            await().until(() -> !runtime.rows(
                            "watcher",
                            "select 1 from pg_stat_activity where query like '%pg_sleep(3)%::text%' and state = 'active' and application_name = 'hypha narrow'",
                            "{}")
                    .isEmpty());

            ExecutionFailure failure = runtime.failure(() -> runtime.value("narrow", "1", "{}"));

            assertThat(failure.code()).isEqualTo(FailureCode.BULKHEAD_FULL);
            assertThat(failure.getMessage()).contains("connection.pool_size");
            slow.exceptionally(thrown -> null).join();
        }
    }

    @Test
    void shouldTellALostConnectionFromARefusedStatement() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            runtime.register("cut", definition(postgres.getPort(), ""));
            runtime.register("cutter", definition(postgres.getPort(), ""));
            CompletableFuture<ExecutionFailure> lost = CompletableFuture.supplyAsync(
                    () -> runtime.failure(() -> runtime.update("cut", "select pg_sleep(30)")), TestThreads.PER_TASK);
            await().until(() -> runtime.rows(
                                    "cutter",
                                    "select pg_terminate_backend(pid) from pg_stat_activity"
                                            + " where application_name = 'hypha cut' and state = 'active'",
                                    "{}")
                            .size()
                    == 1);

            assertThat(lost.join().code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
            assertThat(lost.join().outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(runtime.value("cut", "1", "{}").asInt()).isEqualTo(1);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
