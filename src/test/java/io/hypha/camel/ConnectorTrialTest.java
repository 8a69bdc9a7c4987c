package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connector file whose route cannot be built takes no effect, and says in which line it is wrong. */
class ConnectorTrialTest {
    private static final String HEAD =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: trial
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              dependencies: ["camel:core", "mvn:com.example:shop:1"]
              definition:
                title: Trial
                properties:
                  place: {type: string%s}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - log: called
                    - %s
            """;
    private static final int STEP = 17;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private Connectors connectors;

    @BeforeEach
    void start() {
        context.disableJMX();
        connectors = new Connectors(context);
        context.start();
    }

    @AfterEach
    void stop() {
        connectors.close();
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to: 'log:x?nosuchOption=1' | nosuchOption",
                "setBody: {simple: '${nosuchfn}'} | nosuchfn",
                "toD: 'log:${nosuchfn}' | nosuchfn",
                "process: {ref: nobody} | nobody",
                "marshal: {json: {library: Gson}} | gson",
                "setBody: {simple: '${body'} | functionEnd"
            })
    void shouldRefuseWhatCannotBeBuiltWhateverTheParametersAre(String step, String named) {
        for (String example : List.of("", ", example: here")) {
            assertThat(problems(HEAD.formatted(example, step))).singleElement().satisfies(problem -> {
                assertThat(problem.message()).contains(named);
                assertThat(problem.line()).isEqualTo(STEP);
            });
            assertThat(connectors.find("trial")).isEmpty();
        }
    }

    @Test
    void shouldSayWhichJarsAreMissing() {
        String bean = HEAD.formatted("", "log: x")
                .replace("  template:", "  template:\n    beans: [{name: shop, type: '#class:com.example.Shop'}]");

        assertThat(problems(bean)).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("com.example.Shop", "lib folder", "mvn:com.example:shop:1")
                .doesNotContain("camel:core"));
    }

    @Test
    void shouldLoadWhatMayOnlyNotSuitMadeUpValues() {
        List<Problem> doubts = ConnectorFiles.load(
                connectors, "trial.kamelet.yaml", HEAD.formatted("", "filter: {simple: '{{place}}', steps: [log: x]}"));

        assertThat(doubts).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("made-up values of place");
            assertThat(problem.line()).isEqualTo(STEP);
        });
        assertThat(connectors.find("trial")).isPresent();
    }

    @Test
    void shouldTryWithTheExamplesOfParameters() {
        String step = "filter: {simple: '{{place}}', steps: [log: x]}";

        assertThat(ConnectorFiles.load(
                        connectors, "trial.kamelet.yaml", HEAD.formatted(", example: \"'a' == 'a'\"", step)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"boolean | log:x?showAll={{place}}", "integer | log:x?groupSize={{place}}"})
    void shouldTryWithWhatTheTypeAllows(String type, String uri) {
        String text = HEAD.formatted("", "to: '" + uri + "'").replace("type: string", "type: " + type);

        assertThat(ConnectorFiles.load(connectors, "trial.kamelet.yaml", text)).isEmpty();
    }

    @Test
    void shouldAcceptOneOfTwoFilesThatWereReadAtOnce() {
        try (var one = ConnectorFiles.read(connectors, "a/trial.kamelet.yaml", HEAD.formatted("", "log: one"));
                var two = ConnectorFiles.read(connectors, "b/trial.kamelet.yaml", HEAD.formatted("", "log: two"))) {
            one.accept();

            assertThatThrownBy(two::accept)
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContaining("a/trial.kamelet.yaml");
        }

        assertThat(connectors.find("trial").orElseThrow().file()).isEqualTo("a/trial.kamelet.yaml");
    }

    @Test
    void shouldNeitherStartAnEndpointNorKeepOne() {
        Contacting.STARTS.set(0);
        Contacting component = new Contacting();
        context.getRegistry().bind("contacting", component);
        component.setCamelContext(context);
        int endpoints = context.getEndpoints().size();

        ConnectorFiles.load(connectors, "trial.kamelet.yaml", HEAD.formatted("", "to: 'contacting:{{place}}'"));

        assertThat(Contacting.STARTS).hasValue(0);
        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(component.getCamelContext()).isSameAs(context);
    }

    @Test
    void shouldChangeNothingBeforeItIsAccepted() {
        ConnectorFiles.load(connectors, "trial.kamelet.yaml", HEAD.formatted("", "log: one"));
        var before = connectors.find("trial").orElseThrow();

        try (var candidate = ConnectorFiles.read(connectors, "trial.kamelet.yaml", HEAD.formatted("", "log: two"))) {
            assertThat(candidate.connector()).isNotEqualTo(before);
        }

        assertThat(connectors.find("trial")).contains(before);
    }

    private List<Problem> problems(String text) {
        return catchThrowableOfType(
                        InvalidDocumentException.class,
                        () -> ConnectorFiles.load(connectors, "trial.kamelet.yaml", text))
                .problems();
    }

    /** Public, as a trial makes another. */
    public static final class Contacting extends DefaultComponent {
        static final AtomicInteger STARTS = new AtomicInteger();

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                protected void doStart() {
                    STARTS.incrementAndGet();
                }

                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
