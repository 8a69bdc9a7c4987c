package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hypha.config.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesRecordCipherTest {
    private static final byte[] PLAIN = "the definition".getBytes(UTF_8);

    private static final String ONE = "1".repeat(43);
    private static final String TWO = "2".repeat(43);

    @TempDir
    Path data;

    @Test
    void shouldDecryptWhatItEncrypted() {
        AesRecordCipher cipher = open(ONE);

        byte[] encrypted = cipher.encrypt(PLAIN, "integration:a@1");

        assertThat(new String(encrypted, UTF_8)).doesNotContain("definition");
        assertThat(cipher.decrypt(encrypted, "integration:a@1")).isEqualTo(PLAIN);
        assertThat(cipher.encrypt(PLAIN, "integration:a@1")).isNotEqualTo(encrypted);
        assertThat(cipher.decrypt(cipher.encrypt(new byte[0], ""), "")).isEmpty();
    }

    @Test
    void shouldDecryptAfterARestart() {
        byte[] encrypted = open(ONE).encrypt(PLAIN, "a");

        assertThat(open(ONE).decrypt(encrypted, "a")).isEqualTo(PLAIN);
    }

    @Test
    void shouldEncryptWithTheNewestAndDecryptWithAll() throws IOException {
        AesRecordCipher cipher = open(ONE);
        byte[] old = cipher.encrypt(PLAIN, "a");

        cipher.rotate();
        byte[] young = cipher.encrypt(PLAIN, "a");

        assertThat(header(young)).isNotEqualTo(header(old));
        AesRecordCipher restarted = open(ONE);
        assertThat(restarted.decrypt(old, "a")).isEqualTo(PLAIN);
        assertThat(restarted.decrypt(young, "a")).isEqualTo(PLAIN);
        assertThat(header(restarted.encrypt(PLAIN, "a"))).isEqualTo(header(young));
    }

    @Test
    void shouldRefuseEveryChangedByte() {
        AesRecordCipher cipher = open(ONE);
        byte[] encrypted = cipher.encrypt(PLAIN, "a");

        for (int i = 0; i < encrypted.length; i++) {
            byte[] changed = encrypted.clone();
            changed[i] ^= 1;
            assertThatIllegalArgumentException().isThrownBy(() -> cipher.decrypt(changed, "a"));
        }
    }

    @Test
    void shouldRefuseTheRecordOfAnother() {
        AesRecordCipher cipher = open(ONE);
        byte[] encrypted = cipher.encrypt(PLAIN, "integration:a@1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cipher.decrypt(encrypted, "integration:b@1"))
                .withMessageContaining("integration:b@1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 16, 17, 32})
    void shouldRefuseWhatIsCutOff(int length) {
        AesRecordCipher cipher = open(ONE);
        byte[] encrypted = Arrays.copyOf(cipher.encrypt(PLAIN, "a"), length);

        assertThatIllegalArgumentException().isThrownBy(() -> cipher.decrypt(encrypted, "a"));
    }

    @Test
    void shouldTellALostKeyFileFromAChangedRecord() throws IOException {
        byte[] encrypted = open(ONE).encrypt(PLAIN, "a");
        Files.delete(data.resolve("keys.json"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(ONE).decrypt(encrypted, "a"))
                .withMessageContaining("which is not in keys.json");
    }

    @Test
    void shouldRefuseAnotherMasterPassword() {
        open(ONE).awaitKeys();

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> open(TWO).awaitKeys())
                .withMessageContaining("the master password does not open");
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> open(TWO).encrypt(PLAIN, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"salt\":\"AAAA\",\"iterations\":1,\"keys\":[]}",
                "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAAAA\",\"iterations\":1,\"keys\":[]}",
                "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAAAA\",\"iterations\":2000000000,\"keys\":[]}",
                "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAAAA\",\"iterations\":1,\"keys\":[{\"id\":1,\"created_at\":\"\",\"key\":\"!\"}]}",
                "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAAAA\",\"iterations\":1,\"keys\":[{\"id\":1,\"created_at\":\"\",\"key\":\"AAAA\"}]}"
            })
    void shouldRefuseABrokenKeyFile(String json) throws IOException {
        Files.writeString(data.resolve("keys.json"), json);

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> open(ONE).awaitKeys())
                .withMessageContaining("keys.json");
        assertThat(data.resolve("keys.json")).hasContent(json);
    }

    @Test
    void shouldKeepTheKeysEncryptedAndForTheirOwnerOnly() throws IOException {
        open("chosen by somebody").awaitKeys();
        Path file = data.resolve("keys.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("\"iterations\" : 210000").doesNotContain("chosen");
    }

    private AesRecordCipher open(String password) {
        return AesRecordCipher.open(data, PropertyCipherTest.password(password), Clock.systemUTC());
    }

    private static byte[] header(byte[] encrypted) {
        return Arrays.copyOf(encrypted, 5);
    }
}
