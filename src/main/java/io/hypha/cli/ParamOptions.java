package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The params of an execution: a document, a file, single ones, or a document with single ones added. */
final class ParamOptions {
    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "A param: a number, true, false, null, or else text; NAME:=JSON for any JSON value,"
                    + " such as id:='\"123\"' for text of digits.")
    private List<String> params = new ArrayList<>();

    @Option(names = "--params", paramLabel = "JSON", description = "All params, as a JSON object.")
    private String json;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "YAML or JSON file with all params; - is standard input.")
    private String file;

    /** @throws UsageException if anything given is no such thing */
    ObjectNode read(Terminal terminal) {
        ObjectNode all = RemoteCommand.object();
        if (file != null) {
            all.setAll(object(InputFile.read(file, terminal).root(), file));
        }
        if (json != null) {
            all.setAll(object(parse(json, "--params"), "--params"));
        }
        params.forEach(param -> add(all, param));
        return all;
    }

    private static void add(ObjectNode all, String param) {
        int equals = param.indexOf('=');
        if (equals < 1 || param.startsWith(":=")) {
            throw new UsageException("-p must be NAME=VALUE or NAME:=JSON: " + param);
        }
        String value = param.substring(equals + 1);
        if (param.charAt(equals - 1) == ':') {
            String name = param.substring(0, equals - 1);
            all.set(name, parse(value, "the value of " + name));
        } else {
            all.set(param.substring(0, equals), ParamValue.of(value));
        }
    }

    private static JsonNode parse(String text, String what) {
        try {
            return Documents.json(text.getBytes(StandardCharsets.UTF_8), what).root();
        } catch (InvalidDocumentException e) {
            throw new UsageException(what + ": " + e.problems().get(0).message());
        }
    }

    private static ObjectNode object(JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new UsageException(what + " must be a JSON object or a YAML map");
    }
}
