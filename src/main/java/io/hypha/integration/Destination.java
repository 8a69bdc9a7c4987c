package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hypha.config.Pointers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What of a definition decides where its credentials travel, and how: all texts but those of the envelope, and ports. Of the endpoint
 * only its origin does. Numbers and switches do not, unless they are options of a driver, which may turn encryption off.
 *
 * @param secrets pointers of the credentials themselves
 */
record Destination(Set<String> secrets) {
    private static final Set<String> OTHER =
            Set.of("/timeout", "/retry_count", "/operations", "/resilience", "/description", "/tags", "/headers");

    /** The pointer of the first difference that matters. */
    Optional<String> change(JsonNode before, JsonNode after) {
        return change("", before, after);
    }

    private Optional<String> change(String pointer, JsonNode before, JsonNode after) {
        if (before.equals(after) || OTHER.contains(pointer) || secrets.contains(pointer)) {
            return Optional.empty();
        }
        if (before.isContainerNode() || after.isContainerNode()) {
            return changeWithin(pointer, before, after);
        }
        boolean same = (before.isTextual() || after.isTextual())
                ? pointer.equals("/endpoint") && origin(before).equals(origin(after))
                : !pointer.toLowerCase(Locale.ROOT).endsWith("port") && !pointer.contains("/options/");
        return same ? Optional.empty() : Optional.of(pointer);
    }

    private Optional<String> changeWithin(String pointer, JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            Optional<String> change = change(Pointers.child(pointer, name), before.path(name), after.path(name));
            if (change.isPresent()) {
                return change;
            }
        }
        int items = Math.max(before.isArray() ? before.size() : 0, after.isArray() ? after.size() : 0);
        for (int i = 0; i < items; i++) {
            Optional<String> change = change(pointer + "/" + i, before.path(i), after.path(i));
            if (change.isPresent()) {
                return change;
            }
        }
        return leaf(before).equals(leaf(after)) ? Optional.empty() : change(pointer, leaf(before), leaf(after));
    }

    /** The value where it stands in a container's place. */
    private static JsonNode leaf(JsonNode node) {
        return node.isContainerNode() ? MissingNode.getInstance() : node;
    }

    /** Scheme, host and port; whatever cannot be read is only its own equal. */
    private static String origin(JsonNode endpoint) {
        String text = endpoint.asText();
        try {
            URI uri = new URI(text);
            String scheme = Objects.toString(uri.getScheme(), "").toLowerCase(Locale.ROOT);
            String authority = Objects.toString(uri.getRawAuthority(), "").toLowerCase(Locale.ROOT);
            String usual = scheme.equals("https") ? ":443" : ":80";
            return scheme + "://"
                    + (authority.endsWith(usual)
                            ? authority.substring(0, authority.length() - usual.length())
                            : authority);
        } catch (URISyntaxException e) {
            return text;
        }
    }
}
