package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.execution.Invocation;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connectors' own files: that their routes hand a call, whole, to the Java part that was made for the deployment. */
class ConnectorTemplatesTest extends RoutesTestSupport {
    private static final ObjectNode PARAMS =
            JsonNodeFactory.instance.objectNode().put("id", 123);

    @Override
    protected List<ResourceFactory> resources() {
        return List.of(
                factory("http", Map.of()),
                factory("postgresql", Map.of("sql", (Processor) this::answer)),
                factory("mariadb", Map.of("sql", (Processor) this::answer)),
                factory("mysql", Map.of("sql", (Processor) this::answer)),
                factory("h2", Map.of("sql", (Processor) this::answer)),
                factory("duckdb", Map.of("sql", (Processor) this::answer)),
                factory("jdbc", Map.of("sql", (Processor) this::answer)));
    }

    @Test
    void shouldSendRestCallsToTheDeploymentsOwnTarget() throws Exception {
        loadConnector("rest.kamelet.yaml");
        Deployment deployment = deploy("rest", policy(0, null));
        MockEndpoint target = context().getEndpoint("hypha-http:it@1.target", MockEndpoint.class);
        target.whenAnyExchangeReceived(this::answer);
        target.expectedMessageCount(1);

        assertThat(called(deployment)).isEqualTo(PARAMS);

        target.assertIsSatisfied();
        assertThat(target.getExchanges().get(0).getIn().getHeaders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "duckdb", "jdbc"})
    void shouldHandSqlCallsToTheDeploymentsOwnDatabase(String name) throws Exception {
        loadConnector(name + ".kamelet.yaml");

        assertThat(called(deploy(name, policy(0, null)))).isEqualTo(PARAMS);
    }

    private static Object called(Deployment deployment) {
        return deployment.execute(invocation("get_data", PARAMS)).join().body();
    }

    private void answer(Exchange exchange) {
        Invocation invocation = HyphaExchange.invocation(exchange);
        assertThat(invocation.action()).isEqualTo("get_data");
        exchange.getMessage().setBody(invocation.params());
    }

    private static ResourceFactory factory(String name, Map<String, Object> objects) {
        return new ResourceFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, Object> create(Definition definition, String key) {
                return objects;
            }
        };
    }
}
