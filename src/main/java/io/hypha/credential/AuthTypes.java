package io.hypha.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Which credentials each type of {@code auth} takes. */
public final class AuthTypes {
    private static final String SCHEMA = "auth.schema.json";

    private AuthTypes() {}

    /**
     * JSON Schema (2020-12) of a definition's {@code auth}. Secrets are marked {@code format: password}; all of them are named in
     * {@code properties/credentials/properties}, whichever type they belong to.
     *
     * @return a copy that the caller may change
     */
    public static ObjectNode schema() {
        try (InputStream file = AuthTypes.class.getResourceAsStream(SCHEMA)) {
            return (ObjectNode) new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCHEMA + " from the class path", e);
        }
    }
}
