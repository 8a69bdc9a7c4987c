package io.hypha.camel.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Content-Type} tells about how to read or write a body. */
final class MediaType {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final Set<String> TEXT = Set.of(
            FORM,
            "application/csv",
            "application/ecmascript",
            "application/graphql",
            "application/javascript",
            "application/json-seq",
            "application/jsonl",
            "application/ndjson",
            "application/sql",
            "application/toml",
            "application/x-javascript",
            "application/x-jsonlines",
            "application/x-ndjson",
            "application/x-yaml",
            "application/xml",
            "application/xml-dtd",
            "application/xml-external-parsed-entity",
            "application/yaml");

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    static boolean isJson(String contentType) {
        String essence = essence(contentType);
        return essence.equals(JSON) || essence.endsWith("+json") || essence.endsWith("/json");
    }

    static boolean isForm(String contentType) {
        return essence(contentType).equals(FORM);
    }

    /** Text for people and programs: {@code text/*}, and what is text by another name. */
    static boolean isText(String contentType) {
        String essence = essence(contentType);
        return essence.startsWith("text/")
                || TEXT.contains(essence)
                || essence.endsWith("+xml")
                || essence.endsWith("+yaml");
    }

    /** UTF-8 unless another one that this machine knows is named. */
    static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String essence(String contentType) {
        int semicolon = contentType.indexOf(';');
        String essence = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return essence.trim().toLowerCase(Locale.ROOT);
    }
}
