package io.hypha.management;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of answers that are JSON. They stay JSON, with the names and words that are Hypha's own: whoever registers a
 * secret that reads like one of them must not be able to break the answers of everybody.
 */
final class MaskedJson {
    /** What is read was just written here, and was limited where it came in. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private final UnaryOperator<String> masking;

    /** @param masking takes secrets out of text */
    MaskedJson(UnaryOperator<String> masking) {
        this.masking = masking;
    }

    /** The same text where it has no secret, which is told in one pass over it. */
    String apply(String json) {
        return masking.apply(json).equals(json) ? json : copy(json);
    }

    private String copy(String json) {
        StringWriter text = new StringWriter(json.length());
        try (JsonParser from = JSON.createParser(json);
                JsonGenerator to = JSON.createGenerator(text)) {
            new MaskedCopy(from, to, masking).run();
        } catch (IOException e) {
            throw new UncheckedIOException("an answer cannot be masked", e);
        }
        return text.toString();
    }
}
