package io.hypha.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds a tree from the events of one YAML document, without recursion: what is too deep is refused before anything is built of
 * it. For one use.
 */
final class YamlReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final String source;
    private final YamlLines lines = new YamlLines();
    private final YamlAnchors anchors = new YamlAnchors();
    private final Deque<YamlContainer> open = new ArrayDeque<>();
    private JsonNode root;

    YamlReader(String text, String source) {
        this.text = text;
        this.source = source;
    }

    Document read() {
        try {
            events().forEachRemaining(this::accept);
        } catch (MarkedYamlEngineException e) {
            throw problem("syntax", "not valid YAML: " + e.getProblem(), e.getProblemMark());
        } catch (YamlEngineException e) {
            throw new InvalidDocumentException(Problem.of("", "syntax", "not valid YAML: " + e.getMessage()));
        }
        Document document = new Document(root == null ? NODES.nullNode() : root, lines.byPointer(), source);
        TreeCheck.firstProblem(document.root()).ifPresent(problem -> {
            throw new InvalidDocumentException(document.locate("", List.of(problem)));
        });
        return document;
    }

    private Iterator<Event> events() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(DocumentLimits.YAML_BYTES)
                .build();
        return new Parse(settings).parseString(text).iterator();
    }

    private void accept(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> refuseSecondDocument(event);
            case Scalar -> acceptScalar((ScalarEvent) event);
            case Alias -> acceptAlias((AliasEvent) event);
            case MappingStart, SequenceStart -> acceptStart((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> acceptEnd();
            default -> {}
        }
    }

    private void refuseSecondDocument(Event event) {
        if (root != null) {
            throw problem("documents", "only one YAML document is allowed: remove this '---'", event.getStartMark());
        }
    }

    private void acceptScalar(ScalarEvent scalar) {
        refuseTag(scalar, scalar.getTag());
        if (expectsKey()) {
            acceptKey(scalar);
            return;
        }
        try {
            add(scalar, YamlScalars.node(scalar), scalar.getAnchor());
        } catch (NumberFormatException e) {
            throw problem("number", e.getMessage(), scalar.getStartMark());
        }
    }

    private void acceptKey(ScalarEvent scalar) {
        String key = scalar.getValue();
        if (scalar.isPlain() && "<<".equals(key)) {
            throw problem("key", "merge keys (<<) are not allowed: write the keys out", scalar.getStartMark());
        }
        if (!YamlScalars.isText(scalar)) {
            throw problem("key", "a key must be text: write \"" + key + "\"", scalar.getStartMark());
        }
        if (!open.element().startKey(key, lines, line(scalar))) {
            throw problem("duplicate", "the key '" + key + "' is given twice", scalar.getStartMark());
        }
        anchors.remember(scalar.getAnchor(), NODES.textNode(key));
    }

    private void acceptAlias(AliasEvent alias) {
        refuseKey(alias);
        try {
            add(alias, anchors.copy(alias.getAlias(), open.size()), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw problem("alias", e.getMessage(), alias.getStartMark());
        }
    }

    private void acceptStart(CollectionStartEvent start) {
        refuseKey(start);
        refuseTag(start, start.getTag());
        if (open.size() >= DocumentLimits.DEPTH) {
            throw problem("depth", "nested more than " + DocumentLimits.DEPTH + " levels deep", start.getStartMark());
        }
        boolean mapping = start.getEventId() == Event.ID.MappingStart;
        JsonNode node = mapping ? NODES.objectNode() : NODES.arrayNode();
        String pointer = add(start, node, Optional.empty());
        open.push(new YamlContainer(node, pointer, start.getAnchor()));
    }

    private void acceptEnd() {
        YamlContainer done = open.pop();
        anchors.remember(done.anchor(), done.node());
    }

    private String add(NodeEvent event, JsonNode node, Optional<Anchor> anchor) {
        anchors.remember(anchor, node);
        if (open.isEmpty()) {
            root = node;
            return lines.add("", line(event));
        }
        return open.element().add(node, lines, line(event));
    }

    private boolean expectsKey() {
        return !open.isEmpty() && open.element().expectsKey();
    }

    private void refuseKey(NodeEvent event) {
        if (expectsKey()) {
            throw problem("key", "a key must be text, not an alias, a map or a list", event.getStartMark());
        }
    }

    private static void refuseTag(NodeEvent event, Optional<String> tag) {
        if (tag.isPresent()) {
            throw problem("tag", "tags are not allowed: remove " + tag.get(), event.getStartMark());
        }
    }

    private static int line(NodeEvent event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static InvalidDocumentException problem(String rule, String message, Optional<Mark> mark) {
        String where = mark.map(at -> " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")")
                .orElse("");
        return new InvalidDocumentException(Problem.of("", rule, message + where)
                .withLine(mark.map(at -> at.getLine() + 1).orElse(null)));
    }
}
