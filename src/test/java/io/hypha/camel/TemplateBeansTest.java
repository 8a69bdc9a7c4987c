package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import io.hypha.credential.AuthSettings;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import io.hypha.integration.DeploymentException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beans of a Kamelet: as many as there are integrations of it, and for as long. */
class TemplateBeansTest extends RoutesTestSupport {
    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: pooled
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition:
                title: Pooled
                properties:
                  user: {type: string, example: somebody}
              template:
                beans:
                  - name: own-component
                    type: "#class:io.hypha.camel.TemplateBeansTest$Pooled"
                    properties: {pool: "#bean:{{own-pool}}"}
                  - name: own-pool
                    type: "#class:io.hypha.camel.TemplateBeansTest$Pool"
                    properties: {user: "{{user}}"}
                from:
                  uri: kamelet:source
                  steps:
                    - to: {uri: "{{own-component}}:query", parameters: {size: 3}}
            """;

    @BeforeEach
    void load() throws Exception {
        loadConnector("pooled.kamelet.yaml", KAMELET);
        // Makes the components that all connectors share.
        deploy("warm", "up").close();
        Pool.OPEN.clear();
    }

    @Test
    void shouldKeepThoseOfIntegrationsApart() throws Exception {
        Deployment one = deploy("one", "alice");
        Deployment two = deploy("two", "bob");

        assertThat(call(one).body().asText()).isEqualTo("alice");
        assertThat(call(two).body().asText()).isEqualTo("bob");
        assertThat(call(one).body().asText()).isEqualTo("alice");
    }

    @Test
    void shouldCloseThemWithTheirIntegration() throws Exception {
        int components = context().getComponentNames().size();
        int endpoints = context().getEndpoints().size();
        Deployment one = deploy("one", "alice");
        Deployment two = deploy("two", "bob");
        call(one);
        call(two);

        one.close();

        assertThat(Pool.OPEN).containsExactly("bob");
        assertThat(call(two).body().asText()).isEqualTo("bob");
        two.close();
        assertThat(Pool.OPEN).isEmpty();
        assertThat(context().getComponentNames()).hasSize(components);
        assertThat(context().getEndpoints()).hasSize(endpoints);
    }

    @Test
    void shouldRemoveTheRestWhereOneCannotBeClosed() throws Exception {
        int components = context().getComponentNames().size();
        int endpoints = context().getEndpoints().size();
        Deployment one = deploy("one", "stuck");
        call(one);

        one.close();

        assertThat(context().getComponentNames()).hasSize(components);
        assertThat(context().getEndpoints()).hasSize(endpoints);
    }

    @Test
    void shouldCloseThemWhereTheRouteCannotBeBuilt() {
        int components = context().getComponentNames().size();
        loadConnector("pooled.kamelet.yaml", KAMELET.replace("size: 3", "size: 3, deny: \"{{user}}\""));
        Pool.OPEN.clear();

        assertThatThrownBy(() -> deploy("one", "alice")).isInstanceOf(DeploymentException.class);

        assertThat(Pool.OPEN).isEmpty();
        assertThat(context().getComponentNames()).hasSize(components);
    }

    private Deployment deploy(String id, String user) throws DeploymentException {
        ObjectNode parameters = Json.mapper().createObjectNode().put("user", user);
        return deploy(new Definition(
                id,
                connector("pooled"),
                parameters,
                Map.of(),
                AuthSettings.NONE,
                policy(0, null),
                parameters,
                List.of()));
    }

    /** A pool of connections, as a JDBC data source is one. */
    public static final class Pool implements AutoCloseable {
        static final List<String> OPEN = new CopyOnWriteArrayList<>();
        private String user;

        public void setUser(String user) {
            this.user = user;
            OPEN.add(user);
        }

        @Override
        public void close() {
            OPEN.remove(user);
            if (user.equals("stuck")) {
                throw new IllegalStateException("the pool hangs");
            }
        }
    }

    /** Answers with the user of its pool; does not build where it is told to deny that one. */
    public static final class Pooled extends DefaultComponent {
        private Pool pool;

        public void setPool(Pool pool) {
            this.pool = pool;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.remove("size");
            if ("alice".equals(parameters.remove("deny"))) {
                throw new IllegalArgumentException("denied");
            }
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            exchange.getMessage().setBody(pool.user);
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
