package io.hypha.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads documents of people and programs that are not trusted. UTF-8 only, at most 64 levels deep, at most
 * 2 MiB of YAML and 16 MiB of JSON; every key once.
 *
 * <p>Stateless and thread-safe.
 */
public final class Documents {
    private static final ObjectReader JSON = Json.builder(strictFactory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .readerFor(JsonNode.class);

    /** Options of the parser, which only a programmer could change: {@code (64, from `StreamReadConstraints...`)}. */
    private static final Pattern LIBRARY_TERMS = Pattern.compile("(, from|: enable) `[^`]*`( to allow)?");

    private Documents() {}

    /**
     * Reads one YAML 1.2 document by its JSON schema: {@code yes} and {@code 0x1F} are text. Tags, merge keys and keys that are not
     * text are refused. A document of comments only is a null node.
     *
     * @throws InvalidDocumentException with the line, if it is anything else
     */
    public static Document yaml(byte[] bytes, String source) {
        String text = DocumentText.decode(bytes, DocumentLimits.YAML_BYTES);
        DocumentText.refuseControlCharacters(text);
        return new YamlReader(text, source).read();
    }

    /**
     * Reads one JSON value (RFC 8259).
     *
     * @throws InvalidDocumentException with the line, if it is anything else
     */
    public static Document json(byte[] bytes, String source) {
        return new Document(json(DocumentText.decode(bytes, DocumentLimits.JSON_BYTES)), Map.of(), source);
    }

    private static JsonNode json(String text) {
        try {
            JsonNode root = JSON.readValue(text);
            if (root == null || root.isMissingNode()) {
                throw invalid("the document is empty", JsonLocation.NA);
            }
            TreeCheck.firstProblem(root).ifPresent(Documents::refuse);
            return root;
        } catch (JsonProcessingException e) {
            throw invalid(explain(e), e.getLocation());
        }
    }

    private static void refuse(Problem problem) {
        throw new InvalidDocumentException(problem);
    }

    private static InvalidDocumentException invalid(String message, JsonLocation at) {
        if (at == null || at.getLineNr() < 1) {
            return new InvalidDocumentException(Problem.of("", "syntax", "not valid JSON: " + message));
        }
        String where = "not valid JSON at column " + at.getColumnNr() + ": ";
        return new InvalidDocumentException(
                Problem.of("", "syntax", where + message).withLine(at.getLineNr()));
    }

    /** The parser quotes what it stumbled over, which may be a password that lacks its quotes. */
    private static String explain(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Unrecognized token")) {
            return "a word that is neither quoted nor true, false or null";
        }
        if (e instanceof JsonEOFException) {
            return "it ends where a quote, a brace or a bracket is still open";
        }
        if (message.startsWith("Trailing token")) {
            return "something follows the end of the value";
        }
        return LIBRARY_TERMS.matcher(message).replaceAll("");
    }

    private static JsonFactory strictFactory() {
        return new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DocumentLimits.DEPTH)
                        .maxStringLength(DocumentLimits.JSON_BYTES)
                        .maxNameLength(DocumentLimits.JSON_BYTES)
                        .maxNumberLength(DocumentLimits.NUMBER_CHARACTERS)
                        .build())
                .build();
    }
}
