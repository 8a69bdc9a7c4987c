package io.hypha.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.credential.HttpCredential.Proof;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.secret.Masking;
import io.hypha.secret.ValueMasking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2CredentialTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final Masking masking = new ValueMasking();
    private final HttpCredentials credentials = new HttpCredentials(vertx, vertx.createHttpClient(), clock, masking);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answers = path -> "{}";
    private volatile int status = 200;
    private HttpServer server;
    private URI resource;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        resource = URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1");
        answers = path -> "{'access_token': 'token-" + asked.size() + "', 'token_type': 'Bearer', 'expires_in': 600}";
    }

    private void answer(HttpServerRequest request, Buffer body) {
        asked.add(request.path() + " " + body);
        requests.add(request);
        String text = answers.apply(request.path());
        request.response().setStatusCode(text.isEmpty() ? 404 : status).end(text.replace('\'', '"'));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpCredential credential(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("client_id", "my id", "client_secret", "s+cr/t"));
        settings.put("token_url", "http://127.0.0.1:" + server.actualPort() + "/token");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return credentials.of(new AuthSettings("oauth2", settings));
    }

    private HttpCredential discovering() {
        return credentials.of(new AuthSettings("oauth2", Map.of("client_id", "i", "client_secret", "s3cr3t")));
    }

    private String origin() {
        return "http://127.0.0.1:" + resource.getPort();
    }

    private String token(HttpCredential credential) {
        return proof(credential).headers().get("Authorization");
    }

    private Proof proof(HttpCredential credential) {
        return credential.prove(resource).toCompletableFuture().join();
    }

    private ExecutionFailure failure(HttpCredential credential) {
        try {
            throw new AssertionError("succeeded: " + proof(credential));
        } catch (CompletionException e) {
            return (ExecutionFailure) e.getCause();
        }
    }

    @Test
    void shouldAskAsRfc6749Says() {
        assertThat(token(credential("scope", "read write", "audience", "https://api/")))
                .isEqualTo("Bearer token-1");

        assertThat(asked)
                .containsExactly("/token grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Fapi%2F");
        assertThat(requests.get(0).getHeader("authorization"))
                .isEqualTo("Basic " + HttpCredentials.base64("my+id:s%2Bcr%2Ft"));
        assertThat(requests.get(0).getHeader("content-type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void shouldProveItselfInTheFormIfToldSo() {
        token(credential("client_auth", "post"));

        assertThat(asked)
                .containsExactly("/token grant_type=client_credentials&client_id=my+id&client_secret=s%2Bcr%2Ft");
        assertThat(requests.get(0).getHeader("authorization")).isNull();
    }

    @Test
    void shouldKeepATokenUntilShortlyBeforeItExpires() {
        HttpCredential credential = credential();
        token(credential);

        now.set(START.plusSeconds(569));
        assertThat(token(credential)).isEqualTo("Bearer token-1");
        now.set(START.plusSeconds(571));
        assertThat(token(credential)).isEqualTo("Bearer token-2");
    }

    @Test
    void shouldShareOneRequestAmongAllWhoWait() {
        HttpCredential credential = credential();
        List<CompletableFuture<Proof>> waiting = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            waiting.add(credential.prove(resource).toCompletableFuture());
        }
        waiting.forEach(CompletableFuture::join);

        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldDropARefusedTokenOnce() {
        HttpCredential credential = credential();
        Proof old = proof(credential);

        assertThat(credential.refused(old)).isTrue();
        assertThat(token(credential)).isEqualTo("Bearer token-2");
        assertThat(credential.refused(old)).isTrue();
        assertThat(token(credential)).isEqualTo("Bearer token-2");
    }

    @ParameterizedTest
    @CsvSource({
        "'''30''', 27",
        "-5, 0",
        "0, 0",
        "100000000000000000000000, 86370",
        "'''soon''', 270",
        "null, 270",
        "'''1e3''', 970"
    })
    void shouldMakeSenseOfLifetimes(String expires, long usable) {
        answers = path -> "{'access_token': 'token-" + asked.size() + "', 'expires_in': " + expires + "}";
        HttpCredential credential = credential();

        assertThat(token(credential)).isEqualTo("Bearer token-1");
        if (usable > 0) {
            now.set(START.plusSeconds(usable - 1));
            assertThat(token(credential)).isEqualTo("Bearer token-1");
        }
        now.set(START.plusSeconds(usable + 1));
        assertThat(token(credential)).isEqualTo("Bearer token-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{'access_token': ",
                "<html>",
                "{'access_token': ''}",
                "{'access_token': 5}",
                "{'access_token': 'a b'}",
                "{'access_token': 'a\\r\\nX-Evil: 1'}",
                "{'access_token': 'ä'}",
                "{'access_token': 'a', 'token_type': 'mac'}"
            })
    void shouldRefuseAnswersWithoutUsableToken(String answer) {
        answers = path -> answer;

        ExecutionFailure failure = failure(credential());

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure).hasMessageContaining("/token gave no usable token: its ");
    }

    @Test
    void shouldRefuseEndlessAnswers() {
        answers = path -> "{'access_token': '" + "x".repeat(100_000) + "'}";

        assertThat(failure(credential())).hasMessageContaining("larger than 65536 bytes");
    }

    @Test
    void shouldTellErrorsWithoutSecrets() {
        status = 400;
        answers = path -> "{'error': 'invalid_client', 'error_description': 's+cr/t is\\nwrong'}";

        assertThat(failure(credential()))
                .hasMessageEndingWith("/token answered 400: invalid_client (****** is?wrong); check auth/credentials")
                .extracting(ExecutionFailure::isTransient)
                .isEqualTo(false);

        status = 503;
        answers = path -> "down";
        assertThat(failure(credential()).isTransient()).isTrue();
        assertThat(failure(credential()).code()).isEqualTo(FailureCode.BACKEND_FAILED);
    }

    @Test
    void shouldMaskErrorsBeforeItCleansAndCutsThem() {
        masking.learn("sekret-\u00fc-1234567");
        masking.learn("another-secret-of-this-test");
        status = 400;
        answers = path -> "{'error': 'sekret-\u00fc-1234567', 'error_description': '" + "x".repeat(170)
                + " another-secret-of-this-test'}";

        assertThat(failure(credential()))
                .hasMessageContaining(": ****** (xxx")
                .hasMessageEndingWith("x ******); check auth/credentials");
    }

    @Test
    void shouldAskAgainAfterAFailure() {
        HttpCredential credential = credential();
        status = 500;
        failure(credential);
        status = 200;

        assertThat(token(credential)).isEqualTo("Bearer token-2");
    }

    @Test
    void shouldTellWhatStateItIsIn() {
        HttpCredential credential = credential();
        assertThat(credential.state()).contains("no token yet");

        token(credential);
        assertThat(credential.state()).contains("token valid until 2026-01-01T00:10:00Z");
        now.set(START.plusSeconds(600));
        assertThat(credential.state()).contains("token expired at 2026-01-01T00:10:00Z");
        answers = path -> "{}";
        failure(credential);
        assertThat(credential.state().orElseThrow()).startsWith("no token: the token endpoint");
    }

    @Test
    void shouldMaskTokensForAsLongAsTheyMatter() {
        HttpCredential credential = credential();
        for (int i = 0; i < 3; i++) {
            credential.refused(proof(credential));
        }

        assertThat(masking.mask("token-1 token-2 token-3")).isEqualTo("token-1 ****** ******");
        credential.close();
        assertThat(masking.mask("token-3")).isEqualTo("token-3");
    }

    @Test
    void shouldFindTheTokenEndpointAndKeepIt() {
        answers = path -> switch (path) {
            case "/.well-known/oauth-authorization-server" -> "";
            case "/.well-known/openid-configuration" ->
                "{'issuer': '" + origin() + "/', 'token_endpoint': '" + origin() + "/found'}";
            default -> "{'access_token': 'token'}";
        };
        HttpCredential credential = discovering();
        credential.refused(proof(credential));
        proof(credential);

        assertThat(asked.stream().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly(
                        "/.well-known/oauth-authorization-server",
                        "/.well-known/openid-configuration",
                        "/found",
                        "/found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{'issuer': 'http://127.0.0.1'}"})
    void shouldSayThatNoTokenEndpointWasFoundAndLookAgain(String metadata) {
        answers = path -> metadata;
        HttpCredential credential = discovering();
        String origin = origin();

        assertThatThrownBy(() -> proof(credential))
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(ExecutionFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
                    assertThat(failure)
                            .hasMessage("no token_url given and none found at " + origin
                                    + "/.well-known/oauth-authorization-server or /.well-known/openid-configuration:"
                                    + " set auth/credentials/token_url");
                });
        answers = path -> path.startsWith("/.well-known")
                ? "{'issuer': '" + origin + "', 'token_endpoint': '" + origin + "/token'}"
                : "{'access_token': 'token'}";
        assertThat(token(credential)).isEqualTo("Bearer token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'issuer': 'ORIGIN', 'token_endpoint': 'http://evil.example/token'",
                "'issuer': 'ORIGIN', 'token_endpoint': 'https://evil.example/token'",
                "'issuer': 'ORIGIN', 'token_endpoint': 'http://169.254.169.254/token'",
                "'issuer': 'ORIGIN', 'token_endpoint': 'http://localhost/token'",
                "'issuer': 'ORIGIN', 'token_endpoint': 'https://u:p@h/token'",
                "'issuer': 'ORIGIN', 'token_endpoint': 'file:///etc/passwd'",
                "'issuer': 'ORIGIN', 'token_endpoint': '/token'",
                "'issuer': 'ORIGIN', 'token_endpoint': 'http://['",
                "'issuer': 'http://evil.example', 'token_endpoint': 'ORIGIN/token'",
                "'issuer': 'ORIGIN/tenant', 'token_endpoint': 'ORIGIN/token'",
                "'issuer': 'ORIGIN?a', 'token_endpoint': 'ORIGIN/token'",
                "'issuer': 7, 'token_endpoint': 'ORIGIN/token'",
                "'token_endpoint': 'ORIGIN/token'"
            })
    void shouldNotSendItsSecretWhereNothingVouchesForIt(String metadata) {
        answers = path -> "{" + metadata.replace("ORIGIN", origin()) + "}";

        ExecutionFailure failure = failure(discovering());

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure)
                .hasMessageStartingWith(
                        "no token_url given, and " + origin() + "/.well-known/oauth-authorization-server names ")
                .hasMessageEndingWith(": set auth/credentials/token_url");
        assertThat(asked).hasSize(2).allMatch(line -> line.startsWith("/.well-known/"));
    }

    @Test
    void shouldTrustTokenEndpointsElsewhereOnlyWhereTlsVouchesForThem() {
        URI secure = URI.create("https://api.example:443/v1");
        ServerMetadata metadata = new ServerMetadata("https://API.example/", "https://login.example/token");

        assertThat(metadata.tokenEndpointFor(secure)).hasToString("https://login.example/token");
        assertThatThrownBy(() -> new ServerMetadata("https://api.example", "http://login.example/token")
                        .tokenEndpointFor(secure))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotUseATokenThatComesTooLate() {
        HttpCredential credential = credential();
        answers = path -> {
            credential.close();
            return "{'access_token': 'late-token'}";
        };

        ExecutionFailure failure = failure(credential);

        assertThat(failure.code()).isEqualTo(FailureCode.INTEGRATION_STOPPED);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(masking.mask("late-token")).isEqualTo("late-token");
    }

    @Test
    void shouldSayThatTheOriginCouldNotBeAsked() {
        HttpCredential credential = discovering();
        server.close().toCompletionStage().toCompletableFuture().join();

        ExecutionFailure failure = failure(credential);

        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(failure).hasMessageContaining("could not be asked for one: ");
    }

    @Test
    void shouldWorkWithARealAuthorizationServer() {
        MockOAuth2Server authorizationServer = new MockOAuth2Server();
        authorizationServer.start();
        try {
            String url = authorizationServer.tokenEndpointUrl("default").toString();

            assertThat(token(credential("token_url", url, "scope", "api"))).startsWith("Bearer ey");
        } finally {
            authorizationServer.shutdown();
        }
    }

    @Test
    void shouldTellThatTheTokenEndpointIsDown() {
        HttpCredential credential = credential();
        server.close().toCompletionStage().toCompletableFuture().join();

        ExecutionFailure failure = failure(credential);

        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_UNREACHABLE);
        assertThat(failure).hasMessageContaining("the token endpoint " + origin() + "/token cannot be reached: ");
    }
}
