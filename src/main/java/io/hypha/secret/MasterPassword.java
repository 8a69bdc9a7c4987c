package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What everything encrypted is opened with. Never printed. */
public final class MasterPassword {
    /** In the data folder, where none was given. */
    public static final String FILE = "master.key";

    private static final int RANDOM_BYTES = 32;
    private static final Pattern GENERATED = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int SHORTEST = 8;
    private static final int LONGEST = 4096;

    private final String text;

    private MasterPassword(String text) {
        this.text = text;
    }

    /**
     * The one that is set, else that of the file that is set, else that of {@code master.key} in the data folder, which is generated
     * where nothing is encrypted yet.
     *
     * @throws InvalidDocumentException if there is none for what is encrypted, it is short, or a file cannot be used
     */
    public static MasterPassword open(Settings settings) {
        Optional<MasterPassword> given = settings.masterPassword()
                .or(() -> settings.masterPasswordFile().map(MasterPassword::read))
                .map(MasterPassword::chosen);
        return given.orElseGet(() -> kept(settings.data()));
    }

    /** Whether {@link #open} has nothing to make. */
    public static boolean isThere(Settings settings) {
        return settings.masterPassword().isPresent()
                || settings.masterPasswordFile().isPresent()
                || Files.exists(settings.data().resolve(FILE));
    }

    /** The password itself. */
    public String text() {
        return text;
    }

    /** Whether it is long and random, so that guessing it is hopeless however fast a guess is. */
    boolean isGenerated() {
        return GENERATED.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "MasterPassword[REDACTED]";
    }

    /** One that a person chose, which can be guessed. */
    private static MasterPassword chosen(String text) {
        if (text.length() < SHORTEST) {
            throw invalid("the master password has only " + text.length() + " characters: it needs at least " + SHORTEST
                    + ", and better many more; set a longer one in hypha.master-password or the file of"
                    + " hypha.master-password-file, or none to have one made");
        }
        return new MasterPassword(text);
    }

    private static MasterPassword kept(Path data) {
        Path file = data.resolve(FILE);
        if (Files.exists(file)) {
            warnIfOpen(file);
            return new MasterPassword(read(file));
        }
        if (Files.exists(data.resolve(KeyFile.NAME))) {
            throw invalid(data.resolve(KeyFile.NAME) + " is encrypted, but there is no master password: set"
                    + " hypha.master-password or hypha.master-password-file, or put " + file + " back");
        }
        return generate(file);
    }

    private static MasterPassword generate(Path file) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            PrivateFiles.write(file, (text + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw invalid("the master password cannot be written to " + file + ": " + e);
        }
        return new MasterPassword(text);
    }

    private static void warnIfOpen(Path file) {
        try {
            PrivateFiles.warnIfOpen(file);
        } catch (IOException e) {
            throw invalid("the permissions of " + file + " cannot be read: " + e);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw invalid("the master password in " + file + " is longer than " + LONGEST + " bytes");
            }
            String text = Files.readString(file, UTF_8).strip();
            if (text.isEmpty()) {
                throw invalid("the master password in " + file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw invalid("the master password cannot be read from " + file + ": " + e);
        }
    }

    private static InvalidDocumentException invalid(String message) {
        return new InvalidDocumentException(Problem.of("", "master-password", message));
    }
}
