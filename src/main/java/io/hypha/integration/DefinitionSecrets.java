package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.SecretTexts;
import io.hypha.secret.Masking;
import io.hypha.secret.SecretReferences;
import io.hypha.secret.SecretText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Resolves the secrets of one definition: those its schema says, and references in any of its credentials. Anywhere else a
 * reference would be sent as it is written, and so is a problem. For one use.
 */
final class DefinitionSecrets {
    private static final String CREDENTIALS = "/auth/credentials";

    private final SecretText secrets;
    private final List<String> resolved = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> places = new HashSet<>();

    DefinitionSecrets(SecretText secrets) {
        this.secrets = secrets;
    }

    /** A copy with the secrets in place of what stands for them. */
    ObjectNode resolve(JsonNode schema, ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        SecretTexts.replace(schema, copy, this::secret);
        if (copy.at(CREDENTIALS) instanceof ObjectNode credentials) {
            credentials.properties().forEach(field -> {
                String pointer = CREDENTIALS + "/" + field.getKey();
                if (!places.contains(pointer) && holdsReference(field.getValue())) {
                    credentials.put(
                            field.getKey(), secret(pointer, field.getValue().textValue()));
                }
            });
        }
        return copy;
    }

    /** To be called after {@link #resolve}. */
    void checkOtherPlaces(JsonNode config) {
        Texts.visit(config, (pointer, text) -> {
            if (!places.contains(pointer) && SecretReferences.isIn(text)) {
                problems.add(
                        Problem.of(
                                pointer,
                                "secret",
                                "a secret may stand only in auth.credentials, in headers and query parameters named like credentials,"
                                        + " and in what the connector's schema says is a password; here it would be sent as it is written"));
            }
        });
    }

    /** All secrets, each masked from now on. */
    List<String> resolved() {
        return resolved;
    }

    List<Problem> problems() {
        return problems;
    }

    private String secret(String pointer, String text) {
        places.add(pointer);
        try {
            if (text.equals(Masking.MASK)) {
                throw new IllegalArgumentException("'" + Masking.MASK
                        + "' only stands for a secret that is kept, and none is: give the secret itself");
            }
            return SecretReferences.isIn(text)
                    ? SecretReferences.replace(text, reference -> learned(pointer, reference))
                    : learned(pointer, text);
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of(pointer, "secret", e.getMessage()));
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
        }
        return text;
    }

    private String learned(String pointer, String text) {
        String secret = secrets.resolve(pointer, text);
        resolved.add(secret);
        return secret;
    }

    private static boolean holdsReference(JsonNode value) {
        return value.isTextual() && SecretReferences.isIn(value.textValue());
    }
}
