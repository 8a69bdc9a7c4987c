package io.hypha.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.hypha.config.Json;
import io.hypha.config.Problem;
import io.hypha.connector.RouteFile;
import io.hypha.integration.Integration;
import io.hypha.integration.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private static final String TWO =
            """
            integrations:
              first: {type: thing, endpoint: one}
              second:
                type: thing
                endpoint: two
            """;
    private static final String ROUTES = "- from: {uri: 'timer:a', steps: [log: a]}";

    @TempDir
    private Path home;

    private final World world = new World();
    private Path folder;
    private Instant now = Instant.now();
    private FolderWatch watch;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(home.resolve("routes"));
        watch = watch();
        write("connectors/thing.kamelet.yaml", World.connector("thing"));
        watch.loadConnectors();
        world.integrations.start().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        watch.close();
        world.integrations.close();
    }

    @Test
    void shouldLoadConnectorsBeforeAnythingElse() throws IOException {
        write("a.yaml", TWO);

        assertThat(world.connectors).containsOnlyKeys("thing");
        assertThat(watch.files()).extracting(RouteFile::path).containsExactly("connectors/thing.kamelet.yaml");
        assertThat(watch.files()).extracting(RouteFile::provides).containsExactly(List.of("thing"));
    }

    @Test
    void shouldApplyAllKindsAtStart() throws IOException {
        write("a.yaml", TWO);
        write("b.yaml", ROUTES);
        Files.writeString(home.resolve("config.yaml"), "integrations: {third: {type: thing, endpoint: x}}");
        Files.setLastModifiedTime(home.resolve("config.yaml"), FileTime.from(now.minusSeconds(60)));

        watch.start();

        assertThat(world.integrations.all())
                .extracting(Integration::id, Integration::owner)
                .containsExactly(
                        tuple("first", "file:a.yaml"),
                        tuple("second", "file:a.yaml"),
                        tuple("third", "config:config.yaml"));
        assertThat(world.routes).containsOnlyKeys("b.yaml");
        assertThat(watch.files()).extracting(RouteFile::state).containsOnly("loaded");
    }

    @Test
    void shouldFollowFileThroughItsLife() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).containsExactly("first", "second"));

        write(
                "a.yaml",
                TWO.replace("  first: {type: thing, endpoint: one}\n", "").replace("two", "three"));
        eventually(() -> assertThat(ids()).containsExactly("second"));
        eventually(() -> assertThat(endpoint("second")).isEqualTo("three"));

        Files.delete(folder.resolve("a.yaml"));
        eventually(() -> assertThat(ids()).isEmpty());
        eventually(() -> assertThat(file("a.yaml")).isNull());
    }

    @Test
    void shouldNotDeployUnchangedDefinitionsAgain() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        write("a.yaml", "# comment\n" + TWO);
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("loaded"));
        scans(5);

        assertThat(world.deployed).hasValue(2);
        assertThat(world.registry.kept.get("first").revision()).isEqualTo(1);
    }

    @Test
    void shouldKeepLastGoodDefinitionOfEachIntegration() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write(
                "a.yaml",
                TWO.replace("endpoint: one", "endpoint: changed").replace("    endpoint: two", "    endpiont: two"));

        eventually(() -> assertThat(state("a.yaml")).isEqualTo("degraded"));
        assertThat(ids()).containsExactly("first", "second");
        assertThat(endpoint("first")).isEqualTo("changed");
        assertThat(endpoint("second")).isEqualTo("two");
        assertThat(file("a.yaml").problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(5);
            assertThat(problem.pointer()).isEqualTo("/integrations/second/endpiont");
            assertThat(problem.suggestion()).isEqualTo("endpoint");
        });
    }

    @Test
    void shouldKeepEverythingOfFileThatIsNoLongerYaml() throws IOException {
        write("a.yaml", TWO);
        write("b.yaml", ROUTES);
        eventually(() -> assertThat(world.routes).hasSize(1));
        eventually(() -> assertThat(ids()).hasSize(2));

        for (byte[] broken : List.of(
                "integrations: [".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC3, 0x28}, new byte[0])) {
            write("a.yaml", broken);
            write("b.yaml", broken);
            write("c.yaml", broken);
            eventually(() -> assertThat(state("a.yaml")).isEqualTo("degraded"));
            eventually(() -> assertThat(state("b.yaml")).isEqualTo("degraded"));
            eventually(() -> assertThat(state("c.yaml")).isEqualTo("rejected"));
            scans(5);
            assertThat(ids()).hasSize(2);
            assertThat(world.routes).hasSize(1);
            assertThat(file("a.yaml").problems()).isNotEmpty();
            assertThat(file("c.yaml").kind()).isEqualTo("unknown");
        }
    }

    @Test
    void shouldRefuseOtherKeysBesideIntegrations() throws IOException {
        write("a.yaml", TWO + "integratons: {}\n");

        eventually(() -> assertThat(state("a.yaml")).isEqualTo("rejected"));
        assertThat(file("a.yaml").problems()).singleElement().satisfies(problem -> assertThat(problem.line())
                .isEqualTo(6));
        assertThat(ids()).isEmpty();
    }

    @Test
    void shouldNameOwnerOfIdThatIsTaken() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        write("b.yaml", TWO);

        eventually(() -> assertThat(state("b.yaml")).isEqualTo("rejected"));
        assertThat(file("b.yaml").problems()).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.rule()).isEqualTo("owner");
            assertThat(problem.message()).contains("the file a.yaml");
        });
    }

    @Test
    void shouldTakeIdWhenItsOwnerLetsGo() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        write("b.yaml", TWO);
        eventually(() -> assertThat(state("b.yaml")).isEqualTo("rejected"));

        write("a.yaml", "integrations: {}");

        eventually(() -> assertThat(state("b.yaml")).isEqualTo("loaded"));
        assertThat(owners()).containsOnly("file:b.yaml");
    }

    @Test
    void shouldTakeIdLaterThatTheApiHad() throws IOException {
        world.integrations
                .register(
                        "first",
                        Json.mapper().createObjectNode().put("type", "thing").put("endpoint", "x"),
                        Owner.API)
                .toCompletableFuture()
                .join();
        write("a.yaml", TWO);
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("degraded"));
        assertThat(file("a.yaml").problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("the API"));

        world.integrations
                .unregister("first", Owner.API, null)
                .toCompletableFuture()
                .join();

        eventually(() -> assertThat(state("a.yaml")).isEqualTo("loaded"));
    }

    @Test
    void shouldMoveIntegrationsWithTheirFileWithoutInterruption() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        Files.createDirectories(folder.resolve("team"));
        Files.move(folder.resolve("a.yaml"), folder.resolve("team/b.yaml"));
        eventually(() -> assertThat(file("a.yaml")).isNull());

        assertThat(owners()).containsOnly("file:team/b.yaml");
        assertThat(world.deployed).hasValue(2);
        assertThat(world.closed).hasValue(0);
    }

    @Test
    void shouldRemoveWhatBelongsToFilesThatWentWhileNobodyWatched() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        watch.close();
        Files.delete(folder.resolve("a.yaml"));

        watch = watch();
        watch.start();

        await().untilAsserted(() -> assertThat(ids()).isEmpty());
    }

    @Test
    void shouldChangeNothingWhileFolderIsAway() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("loaded"));

        Files.move(folder, home.resolve("away"));
        scans(10);

        assertThat(ids()).hasSize(2);
        assertThat(state("a.yaml")).isEqualTo("loaded");
    }

    @Test
    void shouldReplaceKindOfFile() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write("a.yaml", ROUTES);
        eventually(() -> assertThat(world.routes).hasSize(1));
        eventually(() -> assertThat(ids()).isEmpty());

        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        eventually(() -> assertThat(world.routes).isEmpty());
    }

    @Test
    void shouldKeepIntegrationsOfFileThatBecameBadRoutes() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write("a.yaml", ROUTES + " # bad");
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("degraded"));
        assertThat(ids()).hasSize(2);
    }

    @Test
    void shouldReportRoutesThatCannotRun() throws IOException {
        write("a.yaml", ROUTES + " # bad");
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("rejected"));
        assertThat(file("a.yaml").kind()).isEqualTo("routes");
        assertThat(file("a.yaml").problems()).singleElement().satisfies(problem -> assertThat(problem.line())
                .isEqualTo(3));

        write("a.yaml", ROUTES);
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("loaded"));
        write("a.yaml", ROUTES + " # bad");
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("degraded"));
        assertThat(file("a.yaml").provides()).containsExactly("a.yaml#1");
    }

    @Test
    void shouldRunRoutesWhenTheConflictIsGone() throws IOException {
        write("a.yaml", ROUTES);
        eventually(() -> assertThat(world.routes).hasSize(1));
        write("b.yaml", ROUTES + " # taken");
        eventually(() -> assertThat(state("b.yaml")).isEqualTo("rejected"));

        Files.delete(folder.resolve("a.yaml"));

        eventually(() -> assertThat(world.routes).containsOnlyKeys("b.yaml"));
    }

    @Test
    void shouldRunRoutesWhenWhatTheyNeedComes() throws IOException {
        write("a.yaml", ROUTES + " # needs b.yaml");
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("rejected"));

        write("b.yaml", ROUTES);

        eventually(() -> assertThat(world.routes).containsOnlyKeys("a.yaml", "b.yaml"));
    }

    @Test
    void shouldTakeIdFromFileThatHasProblemsOfItsOwn() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        write("b.yaml", "integrations: {first: {type: thing, endpoint: b}}");
        eventually(() -> assertThat(state("b.yaml")).isEqualTo("rejected"));

        write("a.yaml", "integrations: {second: {type: thing, endpiont: b}}");

        eventually(() -> assertThat(state("b.yaml")).isEqualTo("loaded"));
        assertThat(state("a.yaml")).isEqualTo("degraded");
    }

    @Test
    void shouldKeepIntegrationsOfEmptiedConfiguration() throws IOException {
        write("../config.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write("../config.yaml", "");

        eventually(() -> assertThat(state("config.yaml")).isEqualTo("degraded"));
        assertThat(ids()).hasSize(2);
    }

    @Test
    void shouldSayWhenPresentVersionWasLoaded() throws IOException {
        write("b.yaml", ROUTES);
        eventually(() -> assertThat(state("b.yaml")).isEqualTo("loaded"));
        Instant first = file("b.yaml").since();

        write("b.yaml", ROUTES + " # changed");

        eventually(() -> assertThat(file("b.yaml").since()).isAfter(first));
    }

    @Test
    void shouldDeployAnewWhatAChangedConnectorRuns() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write("connectors/thing.kamelet.yaml", World.connector("thing").replace("log: x", "log: y"));

        eventually(() -> assertThat(world.deployed).hasValue(4));
    }

    @Test
    void shouldKeepConnectorWhoseNextVersionCannotBeBuilt() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write("connectors/thing.kamelet.yaml", World.connector("thing").replace("log: x", "log: bad"));

        eventually(() -> assertThat(state("connectors/thing.kamelet.yaml")).isEqualTo("degraded"));
        assertThat(file("connectors/thing.kamelet.yaml").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
        assertThat(world.connectors.get("thing").text()).contains("log: x");
        assertThat(world.deployed).hasValue(2);
    }

    @Test
    void shouldKeepConnectorWhoseNextVersionItsIntegrationsCannotUse() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));

        write("connectors/thing.kamelet.yaml", World.connector("thing").replace("[endpoint]", "[endpoint, user]"));

        eventually(() -> assertThat(state("connectors/thing.kamelet.yaml")).isEqualTo("degraded"));
        assertThat(file("connectors/thing.kamelet.yaml").problems())
                .extracting(Problem::message)
                .allMatch(message -> message.contains("'user' is missing"))
                .anyMatch(message -> message.contains("'first'"))
                .anyMatch(message -> message.contains("'second'"));
        assertThat(world.connectors.get("thing").text()).doesNotContain("user");
        assertThat(world.deployed).hasValue(2);
    }

    @Test
    void shouldKeepSinceOfConnectorsThatAreTriedAfterTheStart() throws IOException {
        Instant since = file("connectors/thing.kamelet.yaml").since();
        now = now.plusSeconds(10);
        eventually(() -> assertThat(world.tried).hasValue(1));
        scans(10);

        assertThat(file("connectors/thing.kamelet.yaml").since()).isEqualTo(since);
    }

    @Test
    void shouldTryConnectorsOfTheStartLater() throws IOException {
        write("connectors/other.kamelet.yaml", World.connector("other").replace("log: x", "log: bad"));
        write("connectors/thing.kamelet.yaml", World.connector("thing").replace("log: x", "log: bad"));
        watch.close();
        watch = watch();
        watch.loadConnectors();
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        assertThat(world.connectors).containsOnlyKeys("other", "thing");

        now = now.plusSeconds(10);

        eventually(() -> assertThat(state("connectors/other.kamelet.yaml")).isEqualTo("rejected"));
        eventually(() -> assertThat(state("connectors/thing.kamelet.yaml")).isEqualTo("degraded"));
        assertThat(world.connectors).containsOnlyKeys("thing");
    }

    @Test
    void shouldKeepConnectorThatIsUsedThoughItsFileIsGone() throws IOException {
        write("a.yaml", TWO);
        eventually(() -> assertThat(ids()).hasSize(2));
        Files.delete(folder.resolve("connectors/thing.kamelet.yaml"));

        eventually(() -> assertThat(state("connectors/thing.kamelet.yaml")).isEqualTo("degraded"));
        assertThat(file("connectors/thing.kamelet.yaml").problems().get(0).message())
                .contains("first, second");
        assertThat(world.connectors).isNotEmpty();

        Files.delete(folder.resolve("a.yaml"));
        eventually(() -> assertThat(world.connectors).isEmpty());
        eventually(() -> assertThat(watch.files()).isEmpty());
    }

    @Test
    void shouldRegisterWhenTheMissingConnectorComes() throws IOException {
        write("a.yaml", "integrations: {late: {type: late, endpoint: x}}");
        eventually(() -> assertThat(state("a.yaml")).isEqualTo("rejected"));

        write("late.kamelet.yaml", World.connector("late"));

        eventually(() -> assertThat(ids()).containsExactly("late"));
    }

    private FolderWatch watch() {
        return new FolderWatch(folder, home.resolve("config.yaml"), world.targets(), new Clock() {
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
        });
    }

    private List<String> ids() {
        return world.integrations.all().stream().map(Integration::id).toList();
    }

    private List<String> owners() {
        return world.integrations.all().stream().map(Integration::owner).toList();
    }

    private String endpoint(String id) {
        return world.registry.kept.get(id).config().path("endpoint").asText();
    }

    private String state(String path) {
        return file(path) == null ? "" : file(path).state();
    }

    private RouteFile file(String path) {
        return watch.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    private void eventually(ThrowingRunnable assertion) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            watch.scan();
            assertion.run();
        });
    }

    private void scans(int count) {
        for (int i = 0; i < count; i++) {
            watch.scan();
        }
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        now = now.plusSeconds(1);
        Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(60)));
    }
}
