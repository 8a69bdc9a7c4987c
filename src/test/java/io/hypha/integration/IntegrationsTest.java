package io.hypha.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Json;
import io.hypha.config.Problem;
import io.hypha.connector.Connector;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.ConnectorParser;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionResult;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.integration.IntegrationException.Reason;
import io.hypha.secret.Masking;
import io.hypha.secret.ValueMasking;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationsTest {
    private static final String CONNECTOR =
            """
            kind: Kamelet
            metadata:
              name: probe
              labels: {camel.apache.org/kamelet.type: action}
              annotations: {hypha.io/auth: none basic}
            spec:
              definition:
                required: [address]
                properties:
                  address: {type: string}
                  password: {type: string, format: password}
                  endpoint: {type: string}
                  port: {type: integer}
                  count: {type: integer}
                  note: {type: string}
                  options: {type: object, properties: {tls: {type: boolean}}}
                  headers: {type: object, additionalProperties: {type: string}}
                  keys: {type: array, items: {type: string, format: password}}
              actions:
                get_data: {params: {type: object, properties: {id: {type: integer}}, required: [id]}}
                put_data: {params: {type: object}}
              operations:
                undeclared: "(x|y)*"
                schema:
                  type: object
                  properties:
                    params: {type: object}
                    headers: {patternProperties: {Key: {type: string, format: password, notSecret: "([A-Za-z]+ )?[{][a-z]+[}]"}}}
              template:
                from: {uri: "kamelet:source", steps: [{log: "x"}]}
            """;
    private static final String CONFIG = "{\"type\":\"probe\",\"address\":\"a\",\"password\":\"hunter2hunter2\"}";

    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<FakeDeployment> deployments = new ArrayList<>();
    private final Masking masking = new ValueMasking();
    private boolean deployFails;
    private RuntimeException deployThrows;
    private Error executionThrows;
    private Definition deployed;
    private final List<FailureCode> told = new ArrayList<>();
    private final Integrations integrations = new Integrations(new Config(
            new DefinitionReader(catalogue(), this::learn, masking),
            this::deploy,
            registry,
            List.of((request, action, result, failure, attempts, took) -> {
                if (failure != null) {
                    told.add(failure.code());
                }
            }),
            masking,
            Clock.systemUTC(),
            Duration.ofSeconds(5)));

    @AfterEach
    void stop() {
        integrations.close();
    }

    @Test
    void shouldRegisterAndExecute() {
        Integration registered = join(integrations.registerIntegration("it", Map.of("type", "probe", "address", "a")));
        ExecutionResult result =
                join(integrations.executeIntegration("it", Map.of("action", "get_data", "params", Map.of("id", 123))));

        assertThat(registered.revision()).isEqualTo(1);
        assertThat(result.result()).isEqualTo(TextNode.valueOf("get_data"));
        assertThat(join(integrations.getIntegrationStatus("it")).successCount()).isEqualTo(1);
    }

    @Test
    void shouldNotShowSecrets() {
        register("it");

        assertThat(integrations
                        .find("it")
                        .orElseThrow()
                        .config()
                        .path("password")
                        .asText())
                .isEqualTo(Masking.MASK);
    }

    @Test
    void shouldKeepTheSecretWhereTheMaskComesBack() {
        register("it");
        ObjectNode shown = integrations.find("it").orElseThrow().config().put("timeout", 5);

        join(integrations.put("it", shown, Owner.API, null));

        assertThat(registry.kept.get("it").config().path("password").asText()).isEqualTo("hunter2hunter2");
        assertThat(registry.kept.get("it").config().path("timeout").asInt()).isEqualTo(5);
    }

    @Test
    void shouldRefuseAnIdThatIsTaken() {
        register("it");

        assertThat(reason(integrations.register("it", config(), Owner.API))).isEqualTo(Reason.EXISTS);
    }

    @Test
    void shouldSayWhereAnIdThatIsTakenCanBeChanged() {
        register("it");
        integrations
                .put("filed", config(), Owner.file("crm.yaml"), null)
                .toCompletableFuture()
                .join();

        assertThat(integrations.register("it", config(), Owner.API).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("owned by the API: replace it with PUT, or choose another id");
        assertThat(integrations.register("filed", config(), Owner.API).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("owned by the file crm.yaml: change it there, or choose another id");
    }

    @Test
    void shouldRefuseAnotherOwner() {
        register("it");

        assertThat(reason(integrations.put("it", config().put("address", "b"), Owner.file("x.yaml"), null)))
                .isEqualTo(Reason.OWNED_ELSEWHERE);
    }

    @Test
    void shouldRefuseAnotherRevision() {
        register("it");

        assertThat(reason(integrations.put("it", config(), Owner.API, IfMatch.revision(7))))
                .isEqualTo(Reason.WRONG_REVISION);
    }

    @Test
    void shouldLeaveNothingWhereTheStoreFails() {
        registry.failure = new IllegalStateException("disk full");

        Throwable thrown = failure(integrations.register("it", config(), Owner.API));

        assertThat(thrown).hasMessage("disk full");
        assertThat(integrations.find("it")).isEmpty();
        assertThat(deployments).allMatch(deployment -> deployment.closed);
        assertThat(masking.mask("hunter2hunter2")).isEqualTo("hunter2hunter2");
    }

    @Test
    void shouldKeepWhatRanWhereAnUpdateFails() {
        register("it");
        deployFails = true;

        assertThat(reason(integrations.put("it", config().put("address", "b"), Owner.API, null)))
                .isEqualTo(Reason.NOT_DEPLOYABLE);

        assertThat(integrations.status("it").revision()).isEqualTo(1);
        assertThat(deployments.get(0).closed).isFalse();
    }

    @Test
    void shouldDrainWhatIsReplaced() {
        register("it");
        CompletionStage<ExecutionResult> running =
                integrations.executeIntegration("it", Map.of("action", "put_data", "params", Map.of()));
        join(integrations.put("it", config().put("address", "b"), Owner.API, null));
        assertThat(deployments.get(0).closed).isFalse();

        deployments.get(0).release.complete(Deployment.Answer.live(TextNode.valueOf("late")));

        assertThat(join(running).result().asText()).isEqualTo("late");
        await().until(() -> deployments.get(0).closed);
        assertThat(integrations.status("it").routes()).containsExactly("it@2");
    }

    @Test
    void shouldNameTheClosestAction() {
        register("it");

        ExecutionFailure failure =
                (ExecutionFailure) failure(integrations.executeIntegration("it", Map.of("action", "get_dat")));

        assertThat(failure.code()).isEqualTo(FailureCode.ACTION_NOT_FOUND);
        assertThat(failure.getMessage()).doesNotContain("?;").contains(" It has: get_data");
        assertThat(failure).hasMessageContaining("did you mean 'get_data'?");
    }

    @Test
    void shouldCheckParams() {
        register("it");

        ExecutionFailure failure = (ExecutionFailure) failure(
                integrations.executeIntegration("it", Map.of("action", "get_data", "params", Map.of("id", "x"))));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure.problems()).extracting(Problem::pointer).containsExactly("/params/id");
    }

    @Test
    void shouldRefuseMistypedMembersOfACall() {
        register("it");

        ExecutionFailure failure = (ExecutionFailure)
                failure(integrations.executeIntegration("it", Map.of("action", "get_data", "parms", Map.of("id", 1))));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/parms");
            assertThat(problem.suggestion()).isEqualTo("params");
        });
    }

    @Test
    void shouldAnswerCountAndTellWhateverIsThrown() {
        register("it");
        executionThrows = new StackOverflowError();

        ExecutionFailure failure = (ExecutionFailure) failure(call());

        assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(integrations.status("it").errorCount()).isEqualTo(1);
        assertThat(told).containsExactly(FailureCode.INTERNAL);
    }

    @Test
    void shouldAnswerCountAndTellWhateverIsThrownBeforeItIsSent() {
        register("it");
        Map<String, Object> tooMuchForThePattern = Map.of("action", "xy".repeat(100_000));

        ExecutionFailure failure =
                (ExecutionFailure) failure(integrations.executeIntegration("it", tooMuchForThePattern));

        assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(failure).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(told).containsExactly(FailureCode.INTERNAL);
    }

    @Test
    void shouldRefuseSchemasOfParamsThatReferElsewhereOrBackToThemselves() {
        ObjectNode config = config();
        config.withObject("/operations/a/params").put("$ref", "http://127.0.0.1:1/schema");
        config.withObject("/operations/b/params").put("$ref", "#");

        assertThat(integrations.check("it", config))
                .extracting(Problem::pointer)
                .containsExactly("/operations/a/params/$ref", "/operations/b/params/$ref");
    }

    @Test
    void shouldRefuseCallsWhileStoppedAndPaused() {
        register("it");
        join(integrations.change("it", LifecycleAction.PAUSE));
        assertThat(((ExecutionFailure) failure(call())).code()).isEqualTo(FailureCode.INTEGRATION_PAUSED);
        join(integrations.change("it", LifecycleAction.STOP));
        assertThat(((ExecutionFailure) failure(call())).code()).isEqualTo(FailureCode.INTEGRATION_STOPPED);
        assertThat(integrations.status("it").connector()).isEqualTo("probe");
        join(integrations.change("it", LifecycleAction.START));

        assertThat(join(call()).outcome()).isEqualTo("success");
        assertThat(registry.kept.get("it").desired()).isEqualTo(DesiredState.RUNNING);
    }

    @Test
    void shouldRecoverWhatCouldNotStart() {
        register("it");
        Registration kept = registry.kept.get("it");
        deployFails = true;
        registry.kept.put("other", renamed("other", kept));
        join(integrations.start());
        assertThat(integrations.status("other").state()).isEqualTo(State.FAILED);

        deployFails = false;

        await().until(() -> integrations.status("other").state() == State.RUNNING);
    }

    @Test
    void shouldReplaceOrRemoveWhatCannotBeRead() {
        registry.kept.put("it", unreadable("it"));
        registry.kept.put("other", unreadable("other"));
        join(integrations.start());

        assertThat(integrations.status("it").state()).isEqualTo(State.FAILED);
        assertThat(integrations.get("it").problem()).isEqualTo("it was damaged");
        assertThat(reason(integrations.patch("it", config(), Owner.API, null))).isEqualTo(Reason.NOT_DEPLOYABLE);
        assertThat(reason(integrations.change("it", LifecycleAction.RESTART))).isEqualTo(Reason.NOT_DEPLOYABLE);
        join(integrations.put("it", config(), Owner.API, IfMatch.revision(1)));
        join(integrations.unregister("other", Owner.API, null));

        assertThat(integrations.status("it").state()).isEqualTo(State.RUNNING);
        assertThat(integrations.get("it").problem()).isNull();
        assertThat(registry.kept.get("it").revision()).isEqualTo(2);
        assertThat(registry.kept).containsOnlyKeys("it");
    }

    private static Registration unreadable(String id) {
        return new Registration(
                id,
                config().removeAll(),
                Owner.API,
                DesiredState.RUNNING,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                "it was damaged");
    }

    @Test
    void shouldNotMaskTheSecretsOfWhatIsRefusedWhileItIsBuilt() {
        deployThrows = new InvalidDocumentException(List.of(Problem.of("/url", "option", "no such option")));

        assertThat(failure(integrations.register("it", config(), Owner.API))).isSameAs(deployThrows);
        assertThat(masking.mask("hunter2hunter2")).isEqualTo("hunter2hunter2");
    }

    @Test
    void shouldStartTheOthersWhereOneFailsUnforeseen() {
        register("it");
        Registration kept = registry.kept.get("it");
        registry.kept.put("other", renamed("other", kept));
        deployThrows = new IllegalStateException("a bug");

        join(integrations.start());

        assertThat(integrations.status("other").state()).isEqualTo(State.FAILED);
        deployThrows = null;
        await().until(() -> integrations.status("other").state() == State.RUNNING);
    }

    @Test
    void shouldStayStoppedWhereTheStartCannotBeStored() {
        register("it");
        join(integrations.change("it", LifecycleAction.STOP));
        registry.failure = new IllegalStateException("disk full");

        assertThat(failure(integrations.change("it", LifecycleAction.START))).hasMessage("disk full");

        assertThat(integrations.status("it").state()).isEqualTo(State.STOPPED);
        assertThat(deployments).hasSize(2).allMatch(deployment -> deployment.closed);
    }

    @Test
    void shouldGoOnAsItWasWhereItsConnectorsNewFileDoesNotDo() {
        register("it");
        deployFails = true;

        join(integrations.redeploy("probe"));

        assertThat(join(call()).outcome()).isEqualTo("success");
        assertThat(deployments).singleElement().matches(deployment -> !deployment.closed);
    }

    @Test
    void shouldHoldAgainstAConnectorsNewFileOnlyWhatRan() {
        register("it");
        registry.kept.put("down", renamed("down", registry.kept.remove("it")));
        deployThrows = new IllegalStateException("a bug");
        join(integrations.start());

        assertThat(join(integrations.redeploy("probe")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("'it' goes on as it was"));
    }

    @Test
    void shouldMaskTheLastErrorForGood() {
        register("it");
        CompletionStage<ExecutionResult> running =
                integrations.executeIntegration("it", Map.of("action", "put_data", "params", Map.of()));
        deployments
                .get(0)
                .release
                .completeExceptionally(
                        ExecutionFailure.failure(FailureCode.BACKEND_FAILED, Outcome.UNKNOWN, "hunter2hunter2 is wrong")
                                .build());
        failure(running);

        join(integrations.put("it", config().put("password", "another-one"), Owner.API, null));

        await().untilAsserted(() -> assertThat(masking.mask("hunter2hunter2")).isEqualTo("hunter2hunter2"));
        assertThat(integrations.status("it").lastError().message()).isEqualTo("****** is wrong");
    }

    @Test
    void shouldMaskWhyItCannotBeBuilt() {
        deployFails = true;

        assertThat(failure(integrations.register("it", config(), Owner.API))).hasMessage("cannot be built with ******");
    }

    @Test
    void shouldReportTheProblemsOfAllPhasesAtOnce() {
        ObjectNode config = config(
                """
                {"type": "prob", "adress": "x", "password": "******", "note": "${secret:env/X}", "retry_count": "three",
                 "timeout": "soon", "auth": {"type": "oauth", "credentials": {"usernam": "u"}},
                 "resilience": {"fallback": {"type": "cache"}, "circuit_breaker": {"open_for": "1500ms"},
                                "rate_limit": {"requests": 3000000000, "per": "999999999999d"}},
                 "operations": {"a": {"params": {"$ref": "#"}}}}""");

        List<Problem> problems = integrations.check("bad id", config);

        assertThat(problems)
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/id",
                        "/type",
                        "/address",
                        "/adress",
                        "/password",
                        "/note",
                        "/retry_count",
                        "/timeout",
                        "/auth/type",
                        "/auth/credentials/usernam",
                        "/resilience/fallback/type",
                        "/resilience/circuit_breaker",
                        "/resilience/rate_limit/requests",
                        "/resilience/rate_limit/per",
                        "/operations/a/params/$ref");
        assertThat(problems).extracting(Problem::suggestion).contains("probe", "address", "username");
    }

    @Test
    void shouldCheckWhatIsCommonWhereNoConnectorIsMeant() {
        assertThat(integrations.check("it", config("{\"type\": 5, \"address\": \"a\", \"retry_count\": \"three\"}")))
                .extracting(Problem::toString)
                .containsExactly(
                        "/type: must be text: a connector's name, or api, database, queue, cloud",
                        "/retry_count: string found, integer expected");
    }

    @Test
    void shouldNameTheClosestOfTheValuesThatAreKnown() {
        ObjectNode config = config();
        config.putObject("auth").put("type", "Basic");

        assertThat(integrations.check("it", config))
                .extracting(Problem::toString)
                .containsExactly("/auth/type: must be one of none, basic: 'Basic' (did you mean 'basic'?)");
    }

    @Test
    void shouldRefuseAuthThatTheConnectorDoesNotUse() {
        ObjectNode config = config();
        config.putObject("auth").put("type", "bearer").putObject("credentials").put("token", "t0ken-of-it");

        assertThat(integrations.check("it", config))
                .extracting(Problem::pointer)
                .containsExactly("/auth/type");
    }

    @Test
    void shouldRefuseWhatContradictsTheType() {
        assertThat(integrations.check("it", config().put("protocol", "soap")))
                .extracting(Problem::pointer)
                .containsExactly("/protocol");
        assertThat(integrations.check("it", config().put("type", "api").put("protocol", "probe")))
                .isEmpty();
        assertThat(integrations.check(
                        "it",
                        config().put("type", "api").put("protocol", "probe").put("engine", "probe")))
                .extracting(Problem::pointer)
                .containsExactly("/engine");
    }

    @Test
    void shouldResolveReferencesInCredentialsAndWithinSecrets() {
        ObjectNode config = config(
                """
                {"type": "probe", "address": "a", "password": "Bearer ${secret:env/X}",
                 "auth": {"type": "basic", "credentials": {"username": "${secret:env/U}", "password": "p"}}}""");

        join(integrations.register("it", config, Owner.API));

        assertThat(deployed.parameters().path("password").asText()).isEqualTo("Bearer resolved env/X");
        assertThat(deployed.auth().credential("username")).contains("resolved env/U");
        assertThat(deployed.secrets()).contains("resolved env/X").doesNotContain("Bearer resolved env/X");
    }

    @Test
    void shouldTreatSecretsOfOperationsAsSecrets() {
        ObjectNode config = config();
        config.withObject("/operations/a/headers").put("X-Key", "s3cret-of-a").put("X-Template-Key", "Bearer {key}");
        config.withArray("/keys").add("s3cret-in-a-list");

        Integration shown = join(integrations.register("it", config, Owner.API));

        assertThat(shown.config().at("/operations/a/headers/X-Key").asText()).isEqualTo(Masking.MASK);
        assertThat(shown.config().at("/operations/a/headers/X-Template-Key").asText())
                .isEqualTo("Bearer {key}");
        assertThat(shown.config().at("/keys/0").asText()).isEqualTo(Masking.MASK);
        assertThat(masking.mask("s3cret-of-a, s3cret-in-a-list")).isEqualTo("******, ******");
        join(integrations.put("it", shown.config().put("timeout", 5), Owner.API, null));
        assertThat(registry.kept.get("it").config()).isEqualTo(config.put("timeout", 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'address': 'b'}|/address",
                "{'endpoint': 'https://evil.example.com'}|/endpoint",
                "{'endpoint': 'http://api.example.com/v1'}|/endpoint",
                "{'port': 2}|/port",
                "{'options': {'tls': false}}|/options/tls",
                "{'auth': {'credentials': {'username': 'other'}}}|/auth/credentials/username",
                "{'type': 'api', 'protocol': 'probe'}|/type"
            })
    void shouldNotSendAKeptSecretElsewhere(String change, String because) {
        join(integrations.register("it", travelling(), Owner.API));
        ObjectNode patch = config(change.replace('\'', '"'));
        ObjectNode shown = integrations.get("it").config();

        for (CompletionStage<?> refused : List.of(
                integrations.patch("it", patch, Owner.API, null),
                integrations.put("it", MergePatch.apply(shown, patch), Owner.API, null))) {
            assertThat(((InvalidDocumentException) failure(refused)).problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                            "/auth/credentials/password: must be given again, because " + because + " changed",
                            "/password: must be given again, because " + because + " changed");
        }
        assertThat(registry.kept.get("it").config()).isEqualTo(travelling());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'timeout': 30, 'retry_count': 1, 'description': 'x', 'tags': ['a']}",
                "{'resilience': {'fallback': {'type': 'static', 'body': 'x'}}, 'operations': {'b': {}}}",
                "{'endpoint': 'https://API.example.com:443/v2', 'count': 7, 'headers': {'Accept': 'x'}}",
                "{'address': 'b', 'password': 'given again', 'auth': {'credentials': {'password': 'this too'}}}",
                "{'address': 'b', 'password': null, 'auth': null}"
            })
    void shouldKeepSecretsWhereTheyTravelAsBefore(String change) {
        join(integrations.register("it", travelling(), Owner.API));
        ObjectNode patch = config(change.replace('\'', '"'));

        join(integrations.patch("it", patch, Owner.API, null));

        assertThat(registry.kept.get("it").config()).isEqualTo(MergePatch.apply(travelling(), patch));
    }

    @ParameterizedTest
    @CsvSource({
        "/note, Bearer hunter2hunter2, Bearer ******",
        "/endpoint, https://api.example.com/hunter2hunter2/v1, https://api.example.com/******/v1",
        "/headers/X-Note, hunter2hunter2 hunter2hunter2, ****** ******"
    })
    void shouldKeepATextThatComesBackAsItWasShown(String pointer, String text, String shown) {
        ObjectNode config = withText(config(), pointer, text);
        join(integrations.register("it", config, Owner.API));

        Applied applied =
                join(integrations.put("it", withText(config().put("timeout", 5), pointer, shown), Owner.API, null));
        join(integrations.patch("it", withText(config("{}"), pointer, shown), Owner.API, null));

        assertThat(applied.changed()).isTrue();
        assertThat(registry.kept.get("it").config()).isEqualTo(config.put("timeout", 5));
        assertThat(registry.kept.get("it").revision()).isEqualTo(2);
    }

    @Test
    void shouldKeepOnlyATextThatComesBackExactlyAsItWasShown() {
        join(integrations.register("it", config().put("note", "Bearer hunter2hunter2"), Owner.API));

        join(integrations.put("it", config().put("note", "Basic ******"), Owner.API, null));

        assertThat(registry.kept.get("it").config().path("note").asText()).isEqualTo("Basic ******");
    }

    @Test
    void shouldKeepATextWithTheMaskInItThatHidesNothing() {
        join(integrations.register("it", config().put("note", "write ****** for it"), Owner.API));

        join(integrations.put(
                "it",
                config().put("address", "b").put("password", "given again").put("note", "write ****** for it"),
                Owner.API,
                null));

        assertThat(registry.kept.get("it").config().path("address").asText()).isEqualTo("b");
    }

    @Test
    void shouldNotSendASecretWithinAKeptTextElsewhere() {
        ObjectNode config = config().put("note", "Bearer hunter2hunter2");
        join(integrations.register("it", config, Owner.API));
        ObjectNode change =
                config().put("address", "b").put("password", "given again").put("note", "Bearer ******");

        Throwable refused = failure(integrations.put("it", change, Owner.API, null));

        assertThat(((InvalidDocumentException) refused).problems())
                .extracting(Problem::toString)
                .containsExactly("/note: must be given again, because /address changed");
        assertThat(registry.kept.get("it").config()).isEqualTo(config);
    }

    private static ObjectNode withText(ObjectNode config, String pointer, String text) {
        int name = pointer.lastIndexOf('/');
        (name == 0 ? config : config.withObject(pointer.substring(0, name))).put(pointer.substring(name + 1), text);
        return config;
    }

    @Test
    void shouldNotTakeTheMaskForASecret() {
        assertThat(integrations.check("it", config().put("password", Masking.MASK)))
                .extracting(Problem::pointer)
                .containsExactly("/password");
    }

    @Test
    void shouldLeaveAloneWhatAPatchDoesNotChange() {
        register("it");

        Integration same = join(integrations.updateIntegration("it", Map.of("config", Map.of("address", "a"))));

        assertThat(same.revision()).isEqualTo(1);
        assertThat(deployments).hasSize(1);
    }

    @Test
    void shouldRefuseUpdatesBesideTheConfig() {
        register("it");

        assertThat(failure(integrations.updateIntegration("it", Map.of("config", Map.of(), "timeout", 3))))
                .isInstanceOf(InvalidDocumentException.class);
        assertThat(failure(integrations.updateIntegration("it", Map.of("timeout", 3))))
                .isInstanceOf(InvalidDocumentException.class);
    }

    private static ObjectNode travelling() {
        return config(
                """
                {"type": "probe", "address": "a", "password": "hunter2hunter2", "endpoint": "https://api.example.com/v1",
                 "port": 1, "count": 1, "options": {"tls": true},
                 "auth": {"type": "basic", "credentials": {"username": "u", "password": "pass-of-u"}}}""");
    }

    private CompletionStage<ExecutionResult> call() {
        return integrations.executeIntegration("it", Map.of("action", "get_data", "params", Map.of("id", 1)));
    }

    private void register(String id) {
        join(integrations.register(id, config(), Owner.API));
    }

    private static ObjectNode config() {
        return config(CONFIG);
    }

    private static ObjectNode config(String json) {
        return (ObjectNode)
                Documents.json(json.getBytes(StandardCharsets.UTF_8), "test").root();
    }

    private static Registration renamed(String id, Registration kept) {
        return new Registration(
                id, kept.config(), kept.owner(), DesiredState.RUNNING, 1, kept.createdAt(), kept.updatedAt());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError("succeeded: " + join(stage));
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private static Reason reason(CompletionStage<?> stage) {
        return ((IntegrationException) failure(stage)).reason();
    }

    private String learn(String pointer, String text) {
        String secret = text.startsWith("${secret:") ? "resolved " + text.substring(9, text.length() - 1) : text;
        masking.learn(secret);
        return secret;
    }

    private Deployment deploy(Definition definition, long revision, Deployment before) throws DeploymentException {
        if (deployFails) {
            throw new DeploymentException(
                    "cannot be built with "
                            + definition.parameters().path("password").asText(),
                    null);
        }
        if (deployThrows != null) {
            throw deployThrows;
        }
        deployed = definition;
        FakeDeployment deployment = new FakeDeployment(definition.id() + "@" + revision);
        deployments.add(deployment);
        return deployment;
    }

    private static ConnectorCatalogue catalogue() {
        Connector connector = ConnectorParser.parse(
                Documents.yaml(CONNECTOR.getBytes(StandardCharsets.UTF_8), "probe.kamelet.yaml"), CONNECTOR);
        return new ConnectorCatalogue() {
            @Override
            public Optional<Connector> find(String name) {
                return all().stream().filter(one -> one.name().equals(name)).findFirst();
            }

            @Override
            public Collection<Connector> all() {
                return List.of(connector);
            }
        };
    }

    /** Answers with the action's name, at once; put_data only when released. */
    private final class FakeDeployment extends TestDeployment {
        private final CompletableFuture<Answer> release = new CompletableFuture<>();
        private volatile boolean closed;

        FakeDeployment(String route) {
            super(route);
        }

        @Override
        public CompletableFuture<Answer> execute(Invocation invocation) {
            if (executionThrows != null) {
                throw executionThrows;
            }
            return invocation.action().equals("put_data")
                    ? release
                    : CompletableFuture.completedFuture(
                            Answer.live(Json.mapper().getNodeFactory().textNode(invocation.action())));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
