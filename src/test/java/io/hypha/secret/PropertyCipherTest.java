package io.hypha.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hypha.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.salt.RandomSaltGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyCipherTest {
    private final PropertyCipher cipher = new PropertyCipher(password("correct horse"));

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "p\u00e4ssword with \"quotes\"", "two\nlines\t."})
    void shouldDecryptWhatItEncrypted(String text) {
        String encrypted = cipher.encrypt(text);

        assertThat(encrypted).startsWith("ENC(").endsWith(")").doesNotContain("ssword");
        assertThat(cipher.decrypt(encrypted)).isEqualTo(text);
        assertThat(cipher.encrypt(text)).isNotEqualTo(encrypted);
    }

    @Test
    void shouldUnderstandJasypt() {
        StandardPBEStringEncryptor jasypt = new StandardPBEStringEncryptor();
        jasypt.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        jasypt.setSaltGenerator(new RandomSaltGenerator());
        jasypt.setIvGenerator(new RandomIvGenerator());
        jasypt.setKeyObtentionIterations(PropertyCipher.ITERATIONS);
        jasypt.setPassword("correct horse");

        assertThat(cipher.decrypt("ENC(" + jasypt.encrypt("secret") + ")")).isEqualTo("secret");
        String ours = cipher.encrypt("secret");
        assertThat(jasypt.decrypt(ours.substring(4, ours.length() - 1))).isEqualTo("secret");
    }

    @Test
    void shouldSayThatThePasswordIsWrong() {
        String encrypted = cipher.encrypt("the secret");
        PropertyCipher other = new PropertyCipher(password("battery staple"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.decrypt(encrypted))
                .withMessageContaining("another master password")
                .withMessageNotContainingAny("staple", encrypted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ENC(", "ENC()", "ENC(!)", "ENC(AAAA)", "ENC(####)", "enc(AAAA)"})
    void shouldRefuseOtherTexts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> cipher.decrypt(text));
    }

    @Test
    void shouldServeManyThreads() {
        assertThat(IntStream.range(0, 50).parallel().mapToObj(i -> cipher.decrypt(cipher.encrypt("text " + i))))
                .hasSize(50)
                .allMatch(text -> text.startsWith("text "));
    }

    static MasterPassword password(String text) {
        return MasterPassword.open(
                Settings.load(Path.of(""), Path.of("absent"), Map.of("HYPHA_MASTER_PASSWORD", text), Map.of()));
    }
}
