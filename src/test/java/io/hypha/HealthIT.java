package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthIT {
    @Test
    void shouldLiveButNotBeReadyWhileItsStoreHangs() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                FaultProxy between = new FaultProxy(postgres.getPort());
                TestHome home = TestHome.create()) {
            home.option("hypha.store.url", "jdbc:postgresql://127.0.0.1:" + between.port() + "/postgres")
                    .option("hypha.store.username", "postgres")
                    .option("hypha.store.password", "postgres");
            try (TestRuntime hypha = home.start()) {
                hypha.observe("/observe/health/ready").expect(200);

                between.fault(FaultProxy.Fault.HALF_OPEN);
                Reply hanging = hypha.observe("/observe/health/ready").expect(503);
                hypha.observe("/observe/health/live").expect(200);
                hypha.observe("/observe/info").expect(200);
                between.fault(FaultProxy.Fault.NONE);
                between.cut();

                assertThat(hanging.body()).contains("no answer within 2000 ms");
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> hypha.observe("/observe/health/ready").status() == 200);
            }
        }
    }
}
