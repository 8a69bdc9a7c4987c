package io.hypha.secret;

import static java.util.Objects.requireNonNull;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.config.Settings;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves secrets from the environment, from a folder of files, and from {@code ENC(...)}. */
public final class SecretResolver implements SecretText {
    private static final String START = "${secret:";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^/{}]+)/([^{}]+)}");

    private final Map<String, SecretProvider> providers;
    private final PropertyCipher cipher;
    private final Masking masking;

    private SecretResolver(Map<String, SecretProvider> providers, PropertyCipher cipher, Masking masking) {
        this.providers = providers;
        this.cipher = requireNonNull(cipher, "cipher is null");
        this.masking = requireNonNull(masking, "masking is null");
    }

    /** With the prefix and the folder that the settings allow. */
    public static SecretResolver of(
            Settings settings, Map<String, String> environment, PropertyCipher cipher, Masking masking) {
        return new SecretResolver(
                Map.of(
                        "env", new EnvironmentSecrets(environment, settings.secretsEnvPrefix()),
                        "file", new FileSecrets(settings.secretsFolder())),
                cipher,
                masking);
    }

    /** Whatever else looks like a placeholder is the secret itself. */
    @Override
    public String resolve(String pointer, String text) {
        try {
            String secret = secret(pointer, text);
            masking.learn(secret);
            return secret;
        } catch (IllegalArgumentException e) {
            throw new InvalidDocumentException(Problem.of(pointer, "secret", e.getMessage()));
        }
    }

    private String secret(String pointer, String text) {
        if (PropertyCipher.isEncrypted(text)) {
            return cipher.decrypt(text);
        }
        if (!text.startsWith(START) || !text.endsWith("}")) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            throw new IllegalArgumentException("a reference to a secret is ${secret:provider/name}");
        }
        return provider(pointer, reference.group(1)).secret(reference.group(2));
    }

    private SecretProvider provider(String pointer, String name) {
        SecretProvider provider = providers.get(name);
        if (provider != null) {
            return provider;
        }
        throw new InvalidDocumentException(
                Problem.of(pointer, "secret", "there is no provider of secrets '" + name + "', only env and file")
                        .withClosest(name, providers.keySet()));
    }
}
