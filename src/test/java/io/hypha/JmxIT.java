package io.hypha;

import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users of Camel know from JMX is there: the context, and a route of each integration. */
class JmxIT {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final String QUERY = "{\"action\": \"query\", \"params\": {\"sql\": \"select 1\"}}";

    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        home = TestHome.create();
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
    }

    private static Set<String> routes() throws JMException {
        return names("routes");
    }

    private static Set<String> names(String type) throws JMException {
        return SERVER.queryNames(new ObjectName("org.apache.camel:context=hypha,type=" + type + ",*"), null).stream()
                .map(name -> ObjectName.unquote(name.getKeyProperty("name")))
                .collect(Collectors.toSet());
    }

    private static Object attribute(String route, String attribute) throws JMException {
        return SERVER.getAttribute(
                new ObjectName("org.apache.camel:context=hypha,type=routes,name=" + ObjectName.quote(route)),
                attribute);
    }

    @Test
    void shouldShowContext() throws JMException {
        hypha.register("seen", yaml("{type: h2, connection: {database: seen}}")).expect(201);
        ObjectName context = new ObjectName("org.apache.camel:context=hypha,type=context,name=\"hypha\"");
        assertThat(SERVER.getAttribute(context, "State")).isEqualTo("Started");
        assertThat(SERVER.getAttribute(context, "CamelVersion")).isEqualTo("4.17.0");
        assertThat((Integer) SERVER.getAttribute(context, "StartedRoutes")).isPositive();
        hypha.unregister("seen").expect(204);
    }

    @Test
    void shouldShowRouteOfEachIntegrationWhileItRuns() throws JMException {
        hypha.register("watched", yaml("{type: h2, connection: {database: jmx}}"))
                .expect(201);
        assertThat(routes()).containsExactly("watched@1");
        hypha.execute("watched", QUERY).expect(200);
        hypha.execute("watched", QUERY).expect(200);
        hypha.execute("watched", QUERY.replace("select 1", "nonsense")).expectProblem();
        assertThat(attribute("watched@1", "ExchangesTotal")).isEqualTo(3L);
        assertThat(attribute("watched@1", "ExchangesCompleted")).isEqualTo(2L);
        assertThat(attribute("watched@1", "ExchangesFailed")).isEqualTo(1L);
        assertThat(attribute("watched@1", "ExchangesInflight")).isEqualTo(0L);
        assertThat(attribute("watched@1", "State")).isEqualTo("Started");
        assertThat(attribute("watched@1", "CircuitBreakerState")).isEqualTo("CLOSED");
        hypha.put("watched", yaml("{type: h2, connection: {database: jmx}, timeout: 3}"))
                .expect(200);
        await().untilAsserted(() -> assertThat(routes()).containsExactly("watched@2"));
        hypha.change("watched", "stop").expect(200);
        assertThat(routes()).isEmpty();
        hypha.unregister("watched").expect(204);
    }

    /** Three endpoints and two producers of each integration would take more heap than all the rest of it. */
    @Test
    void shouldShowEndpointsOfDroppedRoutesOnly() throws JMException {
        hypha.register("lean", yaml("{type: rest, endpoint: 'http://127.0.0.1:1'}"))
                .expect(201);
        home.drop("seen.yaml", "- route: {id: seen, from: {uri: 'direct:seen', steps: [{to: 'log:seen'}]}}");
        await().untilAsserted(() -> assertThat(names("endpoints")).contains("direct://seen", "log://seen"));

        assertThat(SERVER.queryNames(new ObjectName("org.apache.camel:context=hypha,type=producers,*"), null))
                .hasSize(1);
        assertThat(SERVER.queryNames(new ObjectName("org.apache.camel:*"), null).stream()
                        .map(ObjectName::toString)
                        .filter(name -> name.contains("lean")))
                .singleElement()
                .asString()
                .contains("type=routes");

        home.remove("seen.yaml");
        await().untilAsserted(() -> assertThat(names("endpoints")).doesNotContain("direct://seen"));
        hypha.unregister("lean").expect(204);
    }
}
