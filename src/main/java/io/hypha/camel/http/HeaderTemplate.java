package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Findings;
import io.hypha.config.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A header field of requests, named in lower case. Left out where the call does not give its params. */
record HeaderTemplate(String name, Template value) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** RFC 9110 7.6.1 and the fields that frame and route a message. */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** @param findings gets what is wrong with a name or value, each at its own pointer */
    static List<HeaderTemplate> listOf(JsonNode headers, boolean withParams, String pointer, Findings findings) {
        List<HeaderTemplate> list = new ArrayList<>();
        headers.properties().forEach(entry -> {
            String name = entry.getKey();
            HeaderTemplate header = findings.at(
                    Pointers.child(pointer, name), "header", () -> of(name, entry.getValue(), withParams), null);
            if (header != null) {
                list.add(header);
            }
        });
        return list;
    }

    private static HeaderTemplate of(String name, JsonNode value, boolean withParams) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(name).matches() || OURS.contains(lowerCase)) {
            throw new IllegalArgumentException("header must be a field name (RFC 9110) that is not the connection's"
                    + " own, such as Host or Content-Length: " + name);
        }
        if (value.isContainerNode() || !isFieldText(value.asText())) {
            throw new IllegalArgumentException("header value must be printable ASCII on one line: " + name);
        }
        return new HeaderTemplate(
                lowerCase, withParams ? Template.of(value.asText()) : new Template(List.of(value.asText()), List.of()));
    }

    boolean isGiven(ObjectNode params) {
        return value.isGiven(params);
    }

    String fill(ObjectNode params) {
        if (value.params().isEmpty()) {
            return value.literals().get(0);
        }
        StringBuilder out = new StringBuilder();
        value.append(out, params, HeaderTemplate::check);
        return out.toString();
    }

    static boolean isFieldText(String text) {
        return text.chars().allMatch(c -> (c >= 0x20 && c < 0x7f) || c == '\t');
    }

    private static void check(StringBuilder out, String param, String text) {
        if (!isFieldText(text)) {
            throw ParamFailures.wrong(param, "header", "must be printable ASCII on one line: it goes into a header");
        }
        out.append(text);
    }
}
