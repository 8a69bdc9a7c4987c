package io.hypha.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretResolverTest {
    @TempDir
    Path home;

    private final ValueMasking masking = new ValueMasking();
    private final PropertyCipher cipher = new PropertyCipher(PropertyCipherTest.password("correct horse"));
    private SecretResolver resolver;

    @BeforeEach
    void makeFolder() throws IOException {
        Path folder = Files.createDirectory(home.resolve("secrets"));
        Files.writeString(folder.resolve("token"), "from-a-file\n");
        Files.writeString(home.resolve("outside"), "outside-the-folder");
        Files.createSymbolicLink(folder.resolve("escape"), home.resolve("outside"));
        Files.createDirectory(folder.resolve("..data"));
        Files.writeString(folder.resolve("..data/mounted"), "from-kubernetes");
        Files.createSymbolicLink(folder.resolve("mounted"), Path.of("..data/mounted"));
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
        Files.write(folder.resolve("large"), new byte[100_000]);
        resolver = resolver(Map.of("hypha.secrets.folder", "secrets"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "literal",
                "",
                "${sysenv.X}",
                "{{env:HYPHA_SECRET_A}}",
                "a ${secret:env/HYPHA_SECRET_A}",
                "${secret:env/HYPHA_SECRET_A} b",
                "#bean:x",
                "RAW(x)",
                "ENC(unfinished"
            })
    void shouldTakeOtherTextsAsTheyAre(String text) {
        assertThat(resolver.resolve("/password", text)).isEqualTo(text);
    }

    @Test
    void shouldResolveAndMask() {
        assertThat(resolver.resolve("/password", cipher.encrypt("decrypted"))).isEqualTo("decrypted");
        assertThat(resolver.resolve("/password", "${secret:env/HYPHA_SECRET_A}"))
                .isEqualTo("from-the-environment");
        assertThat(resolver.resolve("/password", "${secret:file/token}")).isEqualTo("from-a-file");
        assertThat(resolver.resolve("/password", "${secret:file/mounted}")).isEqualTo("from-kubernetes");
        resolver.resolve("/password", "literally");

        assertThat(masking.mask("decrypted,from-the-environment,from-a-file,literally"))
                .isEqualTo("******,******,******,******");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${secret:env/PATH}",
                "${secret:env/HYPHA_MASTER_PASSWORD}",
                "${secret:env/hypha_secret_a}",
                "${secret:env/HYPHA_SECRET_ABSENT}",
                "${secret:env/}",
                "${secret:}",
                "${secret:/}",
                "${secret:env}",
                "${secret:file/../outside}",
                "${secret:file/./token}",
                "${secret:file//etc/passwd}",
                "${secret:file/escape}",
                "${secret:file/absent}",
                "${secret:file/..data}",
                "${secret:file/binary}",
                "${secret:file/large}",
                "${secret:file/..}",
                "${secret:file/a\\b}",
                "${secret:file/a\u0000}",
                "${secret:file/${secret:env/HYPHA_SECRET_A}}",
                "${secret:vault/x}",
                "ENC(AAAA)",
                "ENC()"
            })
    void shouldRefuse(String text) {
        Problem problem = refused(resolver, text);

        assertThat(problem.pointer()).isEqualTo("/auth/password");
        assertThat(problem.message()).isNotBlank().doesNotContain("outside-the-folder", "master-value");
    }

    @Test
    void shouldNameTheClosestProvider() {
        assertThat(refused(resolver, "${secret:evn/X}"))
                .hasToString(
                        "/auth/password: there is no provider of secrets 'evn', only env and file (did you mean 'env'?)");
    }

    @Test
    void shouldNotReadFilesWithoutAFolder() {
        assertThat(refused(resolver(Map.of()), "${secret:file/token}").message())
                .contains("hypha.secrets.folder");
    }

    private SecretResolver resolver(Map<String, String> options) {
        Settings settings = Settings.load(home, home.resolve("absent"), Map.of(), options);
        Map<String, String> environment = Map.of(
                "HYPHA_SECRET_A", "from-the-environment", "HYPHA_MASTER_PASSWORD", "master-value", "PATH", "/bin");
        return SecretResolver.of(settings, environment, cipher, masking);
    }

    private static Problem refused(SecretResolver resolver, String text) {
        InvalidDocumentException thrown =
                catchThrowableOfType(InvalidDocumentException.class, () -> resolver.resolve("/auth/password", text));
        assertThat(thrown).isNotNull();
        return thrown.problems().get(0);
    }
}
