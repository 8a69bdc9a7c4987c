package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Opens {@code keys.json} with the master password, makes it at first use, and adds keys to it. */
final class KeyVault {
    /** OWASP's advice for this function. */
    private static final int ITERATIONS = 210_000;
    /** Stretching 256 random bits gains nothing and costs a fifth of a second at each start. */
    private static final int ITERATIONS_IF_GENERATED = 1_000;

    private static final int SALT_BYTES = 16;

    private final Path file;
    private final MasterPassword password;
    private final Clock clock;
    private final SecureRandom random;
    private KeyFile kept;
    private AesGcm wrapping;

    KeyVault(Path file, MasterPassword password, Clock clock, SecureRandom random) {
        this.file = file;
        this.password = password;
        this.clock = clock;
        this.random = random;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** @throws InvalidDocumentException if the file is broken, or the master password is another one */
    synchronized KeyRing open() {
        try {
            if (Files.exists(file)) {
                PrivateFiles.warnIfOpen(file);
                kept = KeyFile.parse(Files.readAllBytes(file));
                wrapping = derive(kept.saltBytes(), kept.iterations());
            } else {
                create();
            }
            return ring();
        } catch (IOException e) {
            throw invalid("the keys in " + file + " cannot be read or written: " + e.getMessage());
        }
    }

    /** Adds a key, which is the newest from then on. After {@link #open}. */
    synchronized KeyRing add() throws IOException {
        List<KeyFile.Key> keys = new ArrayList<>(kept.keys());
        keys.add(newKey());
        keep(new KeyFile(kept.salt(), kept.iterations(), keys));
        return ring();
    }

    private void create() throws IOException {
        byte[] salt = randomBytes(SALT_BYTES);
        int iterations = password.isGenerated() ? ITERATIONS_IF_GENERATED : ITERATIONS;
        wrapping = derive(salt, iterations);
        keep(new KeyFile(KeyFile.encode(salt), iterations, List.of(newKey())));
    }

    private void keep(KeyFile changed) throws IOException {
        PrivateFiles.write(file, changed.json());
        kept = changed;
    }

    private KeyRing ring() {
        Map<Integer, AesGcm> keys = new HashMap<>();
        kept.keys().forEach(key -> keys.put(key.id(), new AesGcm(unwrap(key), random)));
        return new KeyRing(keys, kept.keys().get(kept.keys().size() - 1).id());
    }

    /** Ids are random, so that a record of a lost key file is told from one that was tampered with. */
    private KeyFile.Key newKey() {
        int id = random.nextInt();
        byte[] wrapped = wrapping.seal(randomBytes(AesGcm.KEY_BYTES), context(id));
        return new KeyFile.Key(id, clock.instant().toString(), KeyFile.encode(wrapped));
    }

    private byte[] unwrap(KeyFile.Key key) {
        try {
            return wrapping.open(ByteBuffer.wrap(key.keyBytes()), context(key.id()));
        } catch (IllegalArgumentException e) {
            throw invalid("the master password does not open " + file
                    + ": start with the one it was made with, or the file was" + " changed: restore it from a backup");
        }
    }

    private AesGcm derive(byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.text().toCharArray(), salt, iterations, AesGcm.KEY_BYTES * Byte.SIZE);
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512");
            return new AesGcm(factory.generateSecret(spec).getEncoded(), random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 with HMAC-SHA512 does not work on this machine", e);
        } finally {
            spec.clearPassword();
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] context(int id) {
        return ("hypha data key " + id).getBytes(UTF_8);
    }

    private static InvalidDocumentException invalid(String message) {
        return new InvalidDocumentException(Problem.of("", "master-password", message));
    }
}
