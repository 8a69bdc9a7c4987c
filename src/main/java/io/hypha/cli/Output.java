package io.hypha.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;
import java.util.function.Function;

/** Writes answers: the JSON itself for programs, or a text made from it for people. */
final class Output {
    /** How answers are written. */
    enum Format {
        TABLE,
        JSON
    }

    private final Format format;
    private final Terminal terminal;

    Output(Format format, Terminal terminal) {
        this.format = format;
        this.terminal = terminal;
    }

    /** An answer, on standard output. */
    void show(JsonNode answer, Function<JsonNode, String> forPeople) {
        terminal.out().println(format == Format.JSON ? pretty(answer) : forPeople.apply(answer));
    }

    /** Whether what was shown did not get where it should, as to a full disk. */
    boolean isLost() {
        return terminal.out().checkError();
    }

    /** A remark beside the answer, on standard error; programs don't get it. */
    void note(String remark) {
        if (format == Format.TABLE) {
            terminal.err().println(Printable.text(remark));
        }
    }

    /** Why something failed: the problem document itself for programs. */
    void failure(JsonNode problem, String forPeople) {
        if (format == Format.JSON) {
            terminal.out().println(pretty(problem));
        } else {
            terminal.err().println(Printable.text(forPeople));
        }
    }

    static String pretty(JsonNode tree) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }
}
