package io.hypha.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @Test
    void shouldReadYamlWithLines() {
        Document document = yaml(
                """
                # comment
                integrations:
                  one:
                    type: api
                    "a/b~c": [x, {y: 1}]
                """);

        assertThat(document.root().at("/integrations/one/type").textValue()).isEqualTo("api");
        assertThat(document.line("/integrations")).isEqualTo(2);
        assertThat(document.line("/integrations/one/type")).isEqualTo(4);
        assertThat(document.root().at("/integrations/one/a~1b~0c/1/y").intValue())
                .isOne();
        assertThat(document.line("/integrations/one/a~1b~0c/1/y")).isEqualTo(5);
        assertThat(document.line("/integrations/one/nothing")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "yes|\"yes\"",
                "'1'|\"1\"",
                "0123|\"0123\"",
                "0x1F|\"0x1F\"",
                "2024-01-01|\"2024-01-01\"",
                "True|\"True\"",
                "~|\"~\"",
                "true|true",
                "null|null",
                "-12|-12",
                "12345678901|12345678901",
                "123456789012345678901234567890|123456789012345678901234567890",
                "1.10|1.10",
                "1e3|1E+3"
            },
            delimiter = '|',
            quoteCharacter = '§')
    void shouldResolveScalarsByTheJsonSchema(String text, String json) {
        assertThat(yaml("a: " + text).root().get("a").toString()).isEqualTo(json);
    }

    @Test
    void shouldReadADocumentOfCommentsAsNull() {
        assertThat(yaml("# nothing yet\n").root().isNull()).isTrue();
        assertThat(yaml("").root().isNull()).isTrue();
    }

    @Test
    void shouldRefuseOtherVersionsOfYaml() {
        assertThat(refused("%YAML 9.9\n---\na: 1").message()).contains("not valid YAML");
    }

    @Test
    void shouldCopyAliases() {
        JsonNode root = yaml("a: &x {k: [1]}\nb: *x\n").root();

        assertThat(root.get("b")).isEqualTo(root.get("a")).isNotSameAs(root.get("a"));
    }

    @Test
    void shouldTellWhereYamlIsBroken() {
        Problem problem = refused("a: 1\nb: [1, 2\nc: 3\n");

        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.message()).contains("not valid YAML").contains("column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: \"never closed",
                "a: [1, {b: ",
                "a: b: c",
                "\ta: 1",
                "a: 1\n b: 2",
                "a: @at",
                "a: *nothing",
                "&a [*a]",
                "a: &a {b: *a}",
                "!!java.util.Date 2020",
                "a: !!javax.script.ScriptEngineManager [x]",
                "a: !!str 1",
                "a: !local {}",
                "a: {<<: {b: 1}}",
                "1: a",
                "true: a",
                "null: a",
                "? [a, b]\n: c",
                "? {a: b}\n: c",
                "a: &x k\n*x : 1",
                "a: 1\na: 2",
                "a: 1\n---\nb: 2",
                "a: .inf",
                "a: .nan",
                "a: 1e999999999",
                "a: \"\\ud800\"",
                "a: \u0000",
                "a: \u0007"
            })
    void shouldRefuseYaml(String text) {
        assertThat(refused(text).line()).as(refused(text).toString()).isBetween(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void shouldRefuseTenThousandLevelsOfYaml(String level) {
        assertThat(refused(level.repeat(10_000)).toString()).containsAnyOf("64 levels", "a key must be text");
    }

    @Test
    void shouldRefuseTenThousandIndentedLevels() {
        String text =
                IntStream.range(0, 1_900).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());

        assertThat(refused(text)).hasToString("line 65: nested more than 64 levels deep (line 65, column 65)");
    }

    @Test
    void shouldRefuseAliasBombs() {
        StringBuilder many = new StringBuilder("a0: &a0 [x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            many.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(6)));
        }
        assertThat(refused(many.toString()).rule()).isEqualTo("alias");

        StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 49; i++) {
            deep.append("a%d: &a%d %s*a%d%s\n".formatted(i, i, "[".repeat(50), i - 1, "]".repeat(50)));
        }
        assertThat(refused(deep.toString()).message()).contains("64 levels");

        String large = "a: &a " + "x".repeat(500_000) + "\nb: [" + "*a,".repeat(40) + "]";
        assertThat(refused(large).rule()).isEqualTo("alias");
    }

    @Test
    void shouldNotLetPointersOutgrowTheDocument() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(" ".repeat(i)).append(("k" + i).repeat(250)).append(":\n");
        }
        text.append(" ".repeat(60)).append('[').append("x,".repeat(100_000)).append(']');

        Document document = yaml(text.toString());

        assertThat(document.lines().keySet().stream().mapToLong(String::length).sum())
                .isLessThanOrEqualTo(DocumentLimits.POINTER_CHARACTERS);
    }

    @Test
    void shouldRefuseLargeDocuments() {
        byte[] large = new byte[20_000_000];

        assertThat(problem(() -> Documents.yaml(large, "test")).rule()).isEqualTo("size");
        assertThat(problem(() -> Documents.json(large, "test")).rule()).isEqualTo("size");
    }

    @Test
    void shouldRefuseOtherEncodings() {
        byte[] latin = "a: 1\nb: \u00e4\u00f6".getBytes(ISO_8859_1);

        assertThat(problem(() -> Documents.yaml(latin, "test")))
                .hasToString("line 2: the bytes are not UTF-8 (line 2, column 4)");
        assertThat(problem(() -> Documents.json(latin, "test")).rule()).isEqualTo("encoding");
        assertThat(problem(() -> Documents.json(new byte[] {'"', (byte) 0xC3}, "test"))
                        .rule())
                .isEqualTo("encoding");
    }

    @Test
    void shouldReadExactJson() {
        JsonNode root =
                json("\uFEFF{\"a\": 1.10, \"b\": [1, \"\u00e4\", null]}").root();

        assertThat(root).hasToString("{\"a\":1.10,\"b\":[1,\"\u00e4\",null]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"a\": ",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1} x",
                "{} {}",
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{a: 1}",
                "{'a': 1}",
                "[1,]",
                "[01]",
                "// no\n{}",
                "\"\u0000\"",
                "[1e999999999]",
                "{\"a\":[0,\"\\ud800\"]}",
                "{\"\\udc00\":1}",
                "\"\\ud83d\\ud83d\\ude00\""
            })
    void shouldRefuseJson(String text) {
        assertThat(problem(() -> json(text)).message()).isNotBlank();
    }

    @Test
    void shouldReadWholeSurrogatePairs() {
        assertThat(json("\"a\\ud83d\\ude00b\"").root().textValue()).isEqualTo("a\uD83D\uDE00b");
    }

    @Test
    void shouldTellWhereJsonIsBroken() {
        Problem problem = problem(() -> json("{\n \"a\": 1,\n \"a\": 2}"));

        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.message()).contains("not valid JSON at column 5: ").contains("Duplicate");
        assertThat(problem(() -> json("{\"a\":[0,\"\\ud800\"]}")).pointer()).isEqualTo("/a/1");
    }

    @Test
    void shouldNotRepeatAnUnquotedPassword() {
        assertThat(problem(() -> json("{\"password\": hunter2}")).toString()).doesNotContain("hunter2");
    }

    @Test
    void shouldRefuseTenThousandLevelsOfJson() {
        assertThat(problem(() -> json("[".repeat(10_000))).message()).contains("64");
        assertThat(problem(() -> json("{\"a\":".repeat(10_000))).message()).contains("64");
        assertThat(problem(() -> json("9".repeat(100_000))).message()).contains("1000");
    }

    private static Document yaml(String text) {
        return Documents.yaml(text.getBytes(UTF_8), "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": [1", "{\"a\": \"b", "1 2", "NaN", "{a: 1}", "[01]", "{} {}"})
    void shouldNotSpeakOfItsLibrary(String text) {
        assertThat(problem(() -> json(text)).toString())
                .startsWith("line 1: not valid JSON at column ")
                .doesNotContain("`", "REDACTED", "Source");
        assertThat(problem(() -> json("[".repeat(10_000))).message()).doesNotContain("`");
    }

    private static Document json(String text) {
        return Documents.json(text.getBytes(UTF_8), "test");
    }

    private static Problem refused(String yaml) {
        return problem(() -> yaml(yaml));
    }

    private static Problem problem(Runnable reading) {
        InvalidDocumentException thrown = catchThrowableOfType(InvalidDocumentException.class, reading::run);
        assertThat(thrown).isNotNull();
        return thrown.problems().get(0);
    }
}
