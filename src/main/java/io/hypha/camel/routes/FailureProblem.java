package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Document;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Finds out what an exception of Camel says about a file, and about which line of it. */
public final class FailureProblem {
    private static final Pattern STEP = Pattern.compile(">>> (.*?) <<<", Pattern.DOTALL);
    private static final Pattern ROUTE = Pattern.compile("(?:create|start) route:? (\\S+?)(?:[: ]|$)");
    private static final int LONGEST = 500;

    private final Document document;
    private final String part;
    private final List<Name> names;

    private FailureProblem(Document document, String part, List<Name> names) {
        this.document = document;
        this.part = part;
        this.names = names;
    }

    static Problem of(DroppedFile file, Throwable failure) {
        return new FailureProblem(file.document(), "", Names.of(file)).of(failure);
    }

    /** For a file of anything else than routes, of which only a part was built. */
    public static Problem of(Document document, String part, Throwable failure) {
        return new FailureProblem(document, part, List.of()).of(failure);
    }

    private Problem of(Throwable failure) {
        Throwable root = root(failure);
        String message = message(root);
        if (marked(failure) instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            int line = marked.getProblemMark().get().getLine() + 1;
            return Problem.of("", "syntax", cut(marked.getProblem())).withLine(line);
        }
        String pointer = step(failure)
                .or(() -> mentioned(part, document.root().at(part), message))
                .or(() -> route(failure))
                .orElse(part);
        return Problem.of(pointer, "route", cut(message)).withLine(document.line(pointer));
    }

    /** The step that Camel names, looked for within the route that it names. */
    private Optional<String> step(Throwable failure) {
        String route = route(failure).orElse(part);
        JsonNode within = document.root().at(route);
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Matcher matcher = STEP.matcher(String.valueOf(at.getMessage()));
            if (at instanceof FailedToCreateRouteException && matcher.find()) {
                String step = matcher.group(1);
                return mentioned(route, within, message(root(failure)))
                        .or(() -> mentioned(route, within, step))
                        .or(() -> kind(route, within, step));
            }
        }
        return Optional.empty();
    }

    /** Where the first step of this kind is, which Camel calls as in {@code Marshal[...]}. */
    private static Optional<String> kind(String pointer, JsonNode within, String step) {
        String key = Character.toLowerCase(step.charAt(0))
                + step.replaceFirst("\\[.*", "").substring(1);
        Map<String, String> texts = new LinkedHashMap<>();
        collect(pointer, within, texts);
        return texts.keySet().stream().filter(at -> at.endsWith("/" + key)).findFirst();
    }

    private Optional<String> route(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Matcher matcher = ROUTE.matcher(String.valueOf(at.getMessage()));
            if (matcher.find()) {
                String id = matcher.group(1);
                return names.stream()
                        .filter(name ->
                                name.kind().equals(Name.ROUTE) && name.value().equals(id))
                        .map(name -> entry(name.pointer()))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** Where the longest value or key stands that the message quotes. */
    private static Optional<String> mentioned(String pointer, JsonNode within, String message) {
        String plain = message.replace("//", "");
        Map<String, String> texts = new LinkedHashMap<>();
        collect(pointer, within, texts);
        return texts.entrySet().stream()
                .filter(text -> text.getValue().length() > 2
                        && plain.contains(text.getValue().replace("//", "")))
                .max(Comparator.comparingInt(text -> text.getValue().length()))
                .map(Map.Entry::getKey);
    }

    private static void collect(String pointer, JsonNode node, Map<String, String> texts) {
        if (node.isValueNode()) {
            texts.put(pointer, node.asText());
        }
        int at = 0;
        for (JsonNode item : node) {
            if (node.isArray()) {
                collect(pointer + "/" + at++, item, texts);
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String child = Pointers.child(pointer, field.getKey());
            texts.put(child, field.getKey() + "=");
            collect(child, field.getValue(), texts);
        }
    }

    private static String entry(String pointer) {
        int end = pointer.indexOf('/', pointer.indexOf('/', 1) + 1);
        return end < 0 ? pointer : pointer.substring(0, end);
    }

    private static Throwable marked(Throwable failure) {
        Throwable at = failure;
        while (at != null && !(at instanceof MarkedYamlEngineException)) {
            at = at.getCause();
        }
        return at;
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && at.getCause().getMessage() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static String message(Throwable root) {
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
