package io.hypha.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;

/**
 * One thing wrong with a document: where (an RFC 6901 pointer and, for files, a line counted from 1), which rule it breaks (a
 * JSON Schema keyword or a word of ours), what to do about it, and the closest known name if a name was unknown.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String pointer, String rule, String message, Integer line, String suggestion) {
    public Problem {
        requireNonNull(pointer, "pointer is null");
        requireNonNull(rule, "rule is null");
        requireNonNull(message, "message is null");
    }

    public static Problem of(String pointer, String rule, String message) {
        return new Problem(pointer, rule, message, null, null);
    }

    /** The same, where the document that it concerns is a part of another. */
    public Problem under(String prefix) {
        return new Problem(prefix + pointer, rule, message, line, suggestion);
    }

    public Problem withMessage(String newMessage) {
        return new Problem(pointer, rule, newMessage, line, suggestion);
    }

    public Problem withLine(Integer newLine) {
        return new Problem(pointer, rule, message, newLine, suggestion);
    }

    public Problem withSuggestion(String newSuggestion) {
        return new Problem(pointer, rule, message, line, newSuggestion);
    }

    /** The same, with the closest of the known names, if any is close. */
    public Problem withClosest(String name, Collection<String> known) {
        return withSuggestion(Suggestions.closest(name, known).orElse(null));
    }

    /** One line for people: {@code line 7: /retry_count: must be an integer (did you mean ...?)}. */
    @Override
    public String toString() {
        String where = (line == null ? "" : "line " + line + ": ") + (pointer.isEmpty() ? "" : pointer + ": ");
        return where + message + (suggestion == null ? "" : " (did you mean '" + suggestion + "'?)");
    }
}
