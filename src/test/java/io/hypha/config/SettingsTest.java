package io.hypha.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path home;

    @Test
    void shouldHaveDefaults() {
        Settings settings = load(Map.of(), Map.of());

        assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.httpMaxBody()).isEqualTo(2 * 1024 * 1024);
        assertThat(settings.httpTlsCertificate()).isEmpty();
        assertThat(settings.httpTlsKey()).isEmpty();
        assertThat(settings.managementHost()).isEqualTo("127.0.0.1");
        assertThat(settings.managementPort()).isEqualTo(9876);
        assertThat(settings.data()).isEqualTo(home.resolve("data"));
        assertThat(settings.routes()).isEqualTo(home.resolve("routes"));
        assertThat(settings.config()).isEqualTo(home.resolve("config/config.yaml"));
        assertThat(settings.storeUrl()).isEmpty();
        assertThat(settings.storeUsername()).isEmpty();
        assertThat(settings.storePassword()).isEmpty();
        assertThat(settings.masterPassword()).isEmpty();
        assertThat(settings.masterPasswordFile()).isEmpty();
        assertThat(settings.adminKey()).isEmpty();
        assertThat(settings.insecure()).isFalse();
        assertThat(settings.logFormat()).isEqualTo("text");
        assertThat(settings.logLevel()).isEqualTo("info");
        assertThat(settings.auditRetention()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.workers()).isEqualTo(256);
        assertThat(settings.secretsEnvPrefix()).isEqualTo("HYPHA_SECRET_");
        assertThat(settings.secretsFolder()).isEmpty();
        assertThat(settings.others()).isEmpty();
    }

    @Test
    void shouldMapEveryKey() {
        Map<String, String> all = everything();

        assertMapped(load(Map.of(), all));
    }

    @Test
    void shouldMapEveryVariable() {
        Map<String, String> environment = new HashMap<>();
        everything()
                .forEach((key, value) ->
                        environment.put(Setting.ofKey(key).orElseThrow().variable(), value));
        environment.putAll(Map.of(
                "PATH", "/bin", "HYPHA_SECRET_X", "y", "HYPHA_OPTS", "-Xmx1g", "HYPHA_API_KEY", "k", "HYPHA_URL", "u"));

        assertThat(environment).containsKeys("HYPHA_HTTP_TLS_CERTIFICATE", "HYPHA_SECRETS_ENV_PREFIX");
        assertMapped(load(environment, Map.of()));
    }

    @Test
    void shouldDescribeEverySetting() {
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(setting.description()).isNotBlank());
        assertThat(everything()).hasSize(Setting.values().length - 1);
    }

    @Test
    void shouldPreferOptionsToEnvironmentToFile() throws IOException {
        write("hypha.http.port=1\nhypha.workers=1\nhypha.log.level=WARN\ncamel.main.name=hypha\u00e4\n");

        Settings settings = load(Map.of("HYPHA_HTTP_PORT", "2", "HYPHA_WORKERS", "2"), Map.of("hypha.http.port", "3"));

        assertThat(settings.httpPort()).isEqualTo(3);
        assertThat(settings.workers()).isEqualTo(2);
        assertThat(settings.logLevel()).isEqualTo("warn");
        assertThat(settings.others()).containsExactly(Map.entry("camel.main.name", "hypha\u00e4"));
    }

    @Test
    void shouldTakeEmptyValuesAsNone() {
        assertThat(load(Map.of("HYPHA_STORE_URL", "", "HYPHA_HTTP_PORT", " "), Map.of())
                        .storeUrl())
                .isEmpty();
    }

    @Test
    void shouldIgnoreWhatKubernetesSetsForAServiceOfThatName() {
        Map<String, String> environment = Map.of(
                "HYPHA_PORT", "tcp://10.0.0.1:8080",
                "HYPHA_SERVICE_HOST", "10.0.0.1",
                "HYPHA_SERVICE_PORT_HTTP", "8080",
                "HYPHA_PORT_8080_TCP_ADDR", "10.0.0.1");

        assertThat(load(environment, Map.of()).httpPort()).isEqualTo(8080);
    }

    @Test
    void shouldLeaveVariablesOfSecretsAlone() {
        Map<String, String> environment = Map.of("HYPHA_SECRET_A", "x", "HYPHA_MINE_B", "y");

        assertThat(load(environment, Map.of("hypha.secrets.env-prefix", "HYPHA_MINE_"))
                        .secretsEnvPrefix())
                .isEqualTo("HYPHA_MINE_");
        assertThat(problems(environment, Map.of())).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("HYPHA_MINE_B"));
    }

    @Test
    void shouldReportEverythingAtOnce() throws IOException {
        write("# comment\nhypha.http.prot = 1\nhypha.insecure=yes\nhypha.management.port=65536\n");

        List<Problem> problems =
                problems(Map.of("HYPHA_WORKER", "1", "HYPHA_WORKERS", "0"), Map.of("hypha.log.format", "xml"));

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "line 2: unknown setting hypha.http.prot (application.properties) (did you mean 'hypha.http.port'?)",
                        "unknown setting HYPHA_WORKER (environment) (did you mean 'HYPHA_WORKERS'?)",
                        "line 3: hypha.insecure must be true or false: 'yes' (application.properties)",
                        "line 4: hypha.management.port must be a whole number from 0 to 65535: '65536' (application.properties)",
                        "hypha.workers must be a whole number from 1 to 2147483647: '0' (environment HYPHA_WORKERS)",
                        "hypha.log.format must be text or json: 'xml' (command line)");
    }

    @ParameterizedTest
    @CsvSource({
        "hypha.http.port,-1",
        "hypha.http.port,8080x",
        "hypha.http.port,99999999999999999999",
        "hypha.http.max-body,0",
        "hypha.http.max-body,16777217",
        "hypha.audit.retention,forever",
        "hypha.audit.retention,0s",
        "hypha.log.level,loud",
        "hypha.data,a\u0000b",
        "hypha.secrets.env-prefix,HYPHA_",
        "hypha.secrets.env-prefix,HYPHA_MASTER_",
        "hypha.secrets.env-prefix,MINE",
        "hypha.http.tls.key,key.pem",
        "hypha.http.tls.certificate,cert.pem",
        "hypha.master-password,ENC(abc)",
        "hypha.http.host,0.0.0.0",
        "hypha.http.host,::",
        "hypha.http.host,127.0.0.1.example.com",
        "hypha.management.host,192.168.0.1",
        "hypha.http.port,9876",
        "hypha.management.port,8080"
    })
    void shouldRefuse(String key, String value) {
        assertThat(problems(Map.of(), Map.of(key, value)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith(key + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void shouldAllowLoopback(String host) {
        assertThat(load(Map.of(), Map.of("hypha.http.host", host)).httpHost()).isEqualTo(host);
    }

    @Test
    void shouldTakeTheSamePortOnlyWhereItIsAnotherOne() {
        Map<String, String> same = Map.of("hypha.http.port", "8081", "hypha.management.port", "8081");
        Map<String, String> otherHost = new TreeMap<>(same);
        otherHost.put("hypha.management.host", "127.0.0.2");
        Map<String, String> anyFree = Map.of("hypha.http.port", "0", "hypha.management.port", "0");

        assertThat(problems(Map.of(), same).toString()).contains("hypha.management.port", "8081", "give them two");
        assertThat(load(Map.of(), otherHost).managementPort()).isEqualTo(8081);
        assertThat(load(Map.of(), anyFree).managementPort()).isZero();
    }

    @Test
    void shouldListenElsewhereWithTlsOrOnPurpose() {
        Map<String, String> tls = Map.of(
                "hypha.management.host",
                "0.0.0.0",
                "hypha.http.host",
                "0.0.0.0",
                "hypha.http.tls.key",
                "key.pem",
                "hypha.http.tls.certificate",
                "/c.pem");
        Map<String, String> insecure =
                Map.of("hypha.http.host", "0.0.0.0", "hypha.management.host", "0.0.0.0", "hypha.insecure", "true");

        assertThat(load(Map.of(), tls).httpTlsKey()).contains(home.resolve("key.pem"));
        assertThat(load(Map.of(), insecure).insecure()).isTrue();
    }

    @Test
    void shouldRefuseTwoMasterPasswords() {
        Map<String, String> both = Map.of("hypha.master-password", "m4ster-secret", "hypha.master-password-file", "f");

        assertThat(problems(Map.of(), both).toString()).contains("both set").doesNotContain("m4ster-secret");
    }

    @Test
    void shouldNotPrintSecrets() {
        Settings settings = load(
                Map.of(),
                Map.of(
                        "hypha.master-password", "hidden1",
                        "hypha.admin-key", "hidden2",
                        "hypha.store.password", "hidden3",
                        "hypha.store.url", "jdbc:postgresql://h/db?password=hidden4",
                        "camel.component.x.password", "hidden5"));

        assertThat(settings.toString())
                .doesNotContain("hidden")
                .contains("hypha.master-password=[REDACTED]", "hypha.http.port=8080");
        assertThat(settings.sensitiveValues())
                .containsExactlyInAnyOrder(
                        "hidden1", "hidden2", "hidden3", "jdbc:postgresql://h/db?password=hidden4", "hidden5");
    }

    @Test
    void shouldTakeOtherKeysNamedLikeCredentialsForSensitive() {
        Settings settings = load(
                Map.of(),
                Map.of(
                        "camel.component.aws2-s3.secretKey", "hidden1",
                        "crm.client-secret", "hidden2",
                        "CRM_TOKEN", "hidden3",
                        "camel.component.kafka.keySerializer", "shown",
                        "crm.other.password", "{{crm.password}}",
                        "crm.use.token", "false"));

        assertThat(settings.sensitiveValues()).containsExactlyInAnyOrder("hidden1", "hidden2", "hidden3");
    }

    @Test
    void shouldDecrypt() {
        Settings settings = load(
                Map.of(),
                Map.of("hypha.store.password", "ENC(p)", "hypha.http.port", "ENC(90)", "camel.x.y", "ENC(z)"));

        assertThatIllegalStateException().isThrownBy(settings::storePassword).withMessageContaining("decrypted");
        Settings open = settings.decrypt(text -> text.substring(4, text.length() - 1));

        assertThat(open.storePassword()).contains("p");
        assertThat(open.httpPort()).isEqualTo(90);
        assertThat(open.others()).containsEntry("camel.x.y", "z");
    }

    @Test
    void shouldReportAllThatCannotBeDecrypted() {
        Settings settings = load(Map.of(), Map.of("hypha.store.password", "ENC(p)", "hypha.admin-key", "ENC(q)"));

        InvalidDocumentException thrown = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> settings.decrypt(text -> {
                    throw new IllegalArgumentException("wrong master password");
                }));

        assertThat(thrown.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem.message())
                .contains("cannot be decrypted: wrong master password"));
    }

    @Test
    void shouldRefuseABrokenFile() throws IOException {
        write("hypha.data=\\u12");
        assertThat(problems(Map.of(), Map.of()).toString()).contains("cannot be read", "uxxxx");

        Files.write(file(), "hypha.data=\u00e4".getBytes(ISO_8859_1));
        assertThat(problems(Map.of(), Map.of()).toString()).contains("not UTF-8");
    }

    private static Map<String, String> everything() {
        Map<String, String> all = new HashMap<>();
        all.put("hypha.http.host", "0.0.0.0");
        all.put("hypha.http.port", "0");
        all.put("hypha.http.max-body", "1000");
        all.put("hypha.http.tls.certificate", "c.pem");
        all.put("hypha.http.tls.key", "/k.pem");
        all.put("hypha.management.host", "::1");
        all.put("hypha.management.port", "1234");
        all.put("hypha.data", "d");
        all.put("hypha.routes", "/r");
        all.put("hypha.config", "../c.yaml");
        all.put("hypha.store.url", "jdbc:postgresql://localhost/db");
        all.put("hypha.store.username", "user");
        all.put("hypha.store.password", "secret");
        all.put("hypha.master-password", "master");
        all.put("hypha.admin-key", "admin");
        all.put("hypha.insecure", "true");
        all.put("hypha.log.format", "JSON");
        all.put("hypha.log.level", "debug");
        all.put("hypha.audit.retention", "12h");
        all.put("hypha.jdbc.urls", "jdbc:sqlite:.*");
        all.put("hypha.workers", "8");
        all.put("hypha.secrets.env-prefix", "MY_");
        all.put("hypha.secrets.folder", "/run/secrets");
        return all;
    }

    private void assertMapped(Settings settings) {
        assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
        assertThat(settings.httpPort()).isZero();
        assertThat(settings.httpMaxBody()).isEqualTo(1000);
        assertThat(settings.httpTlsCertificate()).contains(home.resolve("c.pem"));
        assertThat(settings.httpTlsKey()).contains(Path.of("/k.pem"));
        assertThat(settings.managementHost()).isEqualTo("::1");
        assertThat(settings.managementPort()).isEqualTo(1234);
        assertThat(settings.data()).isEqualTo(home.resolve("d"));
        assertThat(settings.routes()).isEqualTo(Path.of("/r"));
        assertThat(settings.config()).isEqualTo(home.resolveSibling("c.yaml"));
        assertThat(settings.storeUrl()).contains("jdbc:postgresql://localhost/db");
        assertThat(settings.storeUsername()).contains("user");
        assertThat(settings.storePassword()).contains("secret");
        assertThat(settings.masterPassword()).contains("master");
        assertThat(settings.adminKey()).contains("admin");
        assertThat(settings.insecure()).isTrue();
        assertThat(settings.logFormat()).isEqualTo("json");
        assertThat(settings.logLevel()).isEqualTo("debug");
        assertThat(settings.auditRetention()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.jdbcUrls()).map(Pattern::pattern).contains("jdbc:sqlite:.*");
        assertThat(settings.workers()).isEqualTo(8);
        assertThat(settings.secretsEnvPrefix()).isEqualTo("MY_");
        assertThat(settings.secretsFolder()).contains(Path.of("/run/secrets"));
    }

    private Settings load(Map<String, String> environment, Map<String, String> options) {
        return Settings.load(home, file(), environment, options);
    }

    private List<Problem> problems(Map<String, String> environment, Map<String, String> options) {
        InvalidDocumentException thrown =
                catchThrowableOfType(InvalidDocumentException.class, () -> load(environment, options));
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }

    private Path file() {
        return home.resolve("application.properties");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }
}
