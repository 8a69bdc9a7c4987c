package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jasypt.encryption.pbe.StandardPBEByteEncryptor;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.salt.RandomSaltGenerator;

/**
 * Texts as {@code ENC(...)}, readable by Jasypt wherever it is set up with {@value #ALGORITHM}, random salt, random IV and the
 * same number of iterations: {@value #ITERATIONS}, or {@value #ITERATIONS_IF_GENERATED} with a generated master password.
 * Thread-safe.
 */
public final class PropertyCipher {
    static final String ALGORITHM = "PBEWITHHMACSHA512ANDAES_256";

    /** Each text has a salt of its own, so each costs them anew: some 90 ms. */
    static final int ITERATIONS = 50_000;
    /** Jasypt's default: 256 random bits need no protection from guessing. */
    static final int ITERATIONS_IF_GENERATED = 1_000;

    private static final String PREFIX = "ENC(";
    private static final String SUFFIX = ")";

    private final MasterPassword password;
    private StandardPBEByteEncryptor encryptor;

    public PropertyCipher(MasterPassword password) {
        this.password = requireNonNull(password, "password is null");
    }

    public static boolean isEncrypted(String text) {
        return text.startsWith(PREFIX) && text.endsWith(SUFFIX);
    }

    public String encrypt(String text) {
        byte[] cipher = encryptor().encrypt(text.getBytes(UTF_8));
        return PREFIX + Base64.getEncoder().encodeToString(cipher) + SUFFIX;
    }

    /** @throws IllegalArgumentException if it is no such text, was changed, or was encrypted with another master password */
    public String decrypt(String text) {
        if (!isEncrypted(text)) {
            throw new IllegalArgumentException("not of the form ENC(...)");
        }
        byte[] cipher = decode(text.substring(PREFIX.length(), text.length() - SUFFIX.length()));
        try {
            return readable(encryptor().decrypt(cipher));
        } catch (EncryptionOperationNotPossibleException | CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "ENC(...) was changed, or encrypted with another master password: encrypt it again with this one");
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ENC(...) does not hold base64");
        }
    }

    /** The algorithm does not authenticate: one wrong password in 256 gives noise instead of an error. */
    private static String readable(byte[] plain) throws CharacterCodingException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            throw new CharacterCodingException();
        }
        return text;
    }

    /** Made at first use: it loads much of Java's cryptography, which a start without ENC(...) does not need. */
    private synchronized StandardPBEByteEncryptor encryptor() {
        if (encryptor == null) {
            StandardPBEByteEncryptor made = new StandardPBEByteEncryptor();
            made.setAlgorithm(ALGORITHM);
            made.setPassword(password.text());
            made.setKeyObtentionIterations(password.isGenerated() ? ITERATIONS_IF_GENERATED : ITERATIONS);
            made.setSaltGenerator(new RandomSaltGenerator());
            made.setIvGenerator(new RandomIvGenerator());
            made.initialize();
            encryptor = made;
        }
        return encryptor;
    }
}
