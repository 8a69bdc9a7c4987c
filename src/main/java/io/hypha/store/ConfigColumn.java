package io.hypha.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Json;
import io.hypha.config.Problem;
import io.hypha.integration.Registration;
import io.hypha.secret.RecordCipher;
import java.io.IOException;

/** A definition as a column: JSON, encrypted as a whole and bound to its id and revision. */
final class ConfigColumn {
    /** What H2 takes into a binary column; PostgreSQL would take more. */
    static final int MAX_BYTES = 1 << 20;

    private final ObjectMapper json = Json.mapper();
    private final RecordCipher cipher;

    ConfigColumn(RecordCipher cipher) {
        this.cipher = requireNonNull(cipher, "cipher is null");
    }

    byte[] write(Registration registration) {
        byte[] column =
                cipher.encrypt(bytes(registration.config()), context(registration.id(), registration.revision()));
        if (column.length > MAX_BYTES) {
            throw new InvalidDocumentException(Problem.of(
                    "",
                    "size",
                    "the definition takes " + column.length + " bytes, at most " + MAX_BYTES + " can be stored"));
        }
        return column;
    }

    /** @throws StoreException if it was encrypted with other keys, for another revision, or was changed; says what to do */
    ObjectNode read(String id, long revision, byte[] column) {
        try {
            return json.readValue(cipher.decrypt(column, context(id, revision)), ObjectNode.class);
        } catch (IllegalArgumentException | IOException e) {
            throw new StoreException(
                    "The stored definition of integration '" + id + "' cannot be read: " + e.getMessage()
                            + ". Restore keys and database from one backup, or replace the definition",
                    e);
        }
    }

    private byte[] bytes(ObjectNode config) {
        try {
            return json.writeValueAsBytes(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("config is no JSON", e);
        }
    }

    private static String context(String id, long revision) {
        return "integration:" + id + "@" + revision;
    }
}
