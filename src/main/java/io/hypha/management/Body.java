package io.hypha.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The members of a request's document; collects what is wrong with them and tells all of it at once. */
final class Body {
    private final ObjectNode document;
    private final List<Problem> problems = new ArrayList<>();

    /** @param known every other member is a problem */
    Body(ObjectNode document, String... known) {
        this.document = document;
        Set<String> names = Set.of(known);
        document.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problems.add(Problem.of(
                                Pointers.child("", name),
                                "unknown",
                                "is not known here; known are "
                                        + names.stream().sorted().toList())
                        .withClosest(name, names));
            }
        });
    }

    /** The member's object; null, with a problem noted, if it is missing or anything else. */
    ObjectNode object(String name) {
        if (document.get(name) instanceof ObjectNode object) {
            return object;
        }
        problem(name, document.has(name) ? "type" : "required", "must be an object");
        return null;
    }

    /** The member's text; null if it is missing, and, with a problem noted, if it is no text. */
    String text(String name) {
        JsonNode value = document.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            problem(name, "type", "must be text");
        }
        return value.textValue();
    }

    /** The member's texts; empty if it is missing. */
    Set<String> texts(String name) {
        JsonNode value = document.path(name);
        boolean good = value.isMissingNode() || value.isArray();
        Set<String> texts = new TreeSet<>();
        for (JsonNode item : value) {
            good &= item.isTextual();
            texts.add(item.asText());
        }
        if (!good) {
            problem(name, "type", "must be a list of texts");
        }
        return texts;
    }

    void problem(String name, String rule, String message) {
        problems.add(Problem.of("/" + name, rule, message));
    }

    /** @throws ProblemException 400 if anything was wrong */
    void check() {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    Problems.of(ProblemType.MALFORMED_REQUEST, new InvalidDocumentException(problems)));
        }
    }
}
