package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A problem document (RFC 9457) for people: what is wrong, each problem on a line of its own, and whether to try again. */
final class ProblemText {
    private ProblemText() {}

    static String of(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        lines.add("error: " + heading(problem));
        String detail = problem.path("detail").asText();
        if (!detail.isEmpty() && !repeatsProblems(detail, problem.path("problems"))) {
            lines.add(detail);
        }
        problem.path("problems").forEach(each -> lines.add("  " + line(each)));
        backend(problem, lines);
        execution(problem, lines);
        return String.join("\n", lines);
    }

    /** One problem: {@code line 7: /retry_count: must be an integer (did you mean ...?)}. */
    static String line(JsonNode problem) {
        StringBuilder line = new StringBuilder();
        if (problem.hasNonNull("line")) {
            line.append("line ").append(problem.path("line").asInt()).append(": ");
        }
        String pointer = problem.path("pointer").asText();
        if (!pointer.isEmpty()) {
            line.append(pointer).append(": ");
        }
        line.append(problem.path("message").asText());
        if (problem.hasNonNull("suggestion")) {
            line.append(" (did you mean '")
                    .append(problem.path("suggestion").asText())
                    .append("'?)");
        }
        return line.toString();
    }

    private static String heading(JsonNode problem) {
        String title = problem.path("title").asText("the call failed");
        String code = problem.path("code").asText();
        return code.isEmpty() ? title : title + " (" + problem.path("status").asInt() + " " + code + ")";
    }

    private static boolean repeatsProblems(String detail, JsonNode problems) {
        return !problems.isEmpty()
                && StreamSupport.stream(problems.spliterator(), false)
                        .allMatch(each -> detail.contains(each.path("message").asText()));
    }

    private static void backend(JsonNode problem, List<String> lines) {
        if (problem.hasNonNull("backend_status")) {
            lines.add("the backend answered " + problem.path("backend_status").asText() + ": "
                    + Cell.of(problem.path("backend_body")));
        }
    }

    private static void execution(JsonNode problem, List<String> lines) {
        if (problem.hasNonNull("outcome")) {
            lines.add("outcome " + problem.path("outcome").asText()
                    + (problem.path("safe_to_retry").asBoolean() ? ", safe to retry" : ", not safe to retry")
                    + retryAfter(problem)
                    + (problem.hasNonNull("execution_id")
                            ? "; execution " + problem.path("execution_id").asText()
                            : ""));
        }
    }

    private static String retryAfter(JsonNode problem) {
        return problem.hasNonNull("retry_after_ms")
                ? " after " + problem.path("retry_after_ms").asText() + " ms"
                : "";
    }
}
