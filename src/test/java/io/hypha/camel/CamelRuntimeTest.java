package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.secret.ValueMasking;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.LocalBeanRepositoryAware;
import org.apache.camel.support.LocalBeanRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one thread builds is not seen, and not taken away, by what another builds meanwhile. */
class CamelRuntimeTest {
    private final CamelRuntime runtime = new CamelRuntime(Map.of("shared", "of all"), new ValueMasking());
    private final CamelContext context = runtime.context();

    @BeforeEach
    void start() {
        runtime.start();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void shouldRefuseKeysOfCamelThatItReliesOn() {
        assertThatThrownBy(() -> new CamelRuntime(
                        Map.of("camel.main.name", "mine", "camel.main.jmx-management-m-beans-level", "Default"),
                        new ValueMasking()))
                .isInstanceOfSatisfying(InvalidDocumentException.class, thrown -> assertThat(thrown.problems())
                        .extracting(Problem::pointer)
                        .containsExactly("/camel.main.jmx-management-m-beans-level", "/camel.main.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.main.shutdownTimeout", "camel.main.shutdown-timeout"})
    void shouldLetUsersSetOtherKeysOfCamel(String key) {
        try (CamelRuntime other = new CamelRuntime(Map.of(key, "77"), new ValueMasking())) {
            assertThat(other.context().getShutdownStrategy().getTimeout()).isEqualTo(77);
        }
    }

    @Test
    void shouldKeepParametersOfARouteFromOtherThreads() {
        Properties parameters = new Properties();
        parameters.setProperty("password", "swordfish");
        context.getPropertiesComponent().setLocalProperties(parameters);

        assertThat(elsewhere("{{?password}}")).isNotEqualTo("swordfish");
        assertThat(elsewhere("{{shared}}")).isEqualTo("of all");
        assertThat(context.resolvePropertyPlaceholders("{{password}}")).isEqualTo("swordfish");

        context.getPropertiesComponent().setLocalProperties(null);
        assertThat(context.resolvePropertyPlaceholders("{{password:none}}")).isEqualTo("none");
    }

    @Test
    void shouldKeepBeansOfARouteFromOtherThreads() {
        LocalBeanRegistry beans = new LocalBeanRegistry();
        beans.bind("target", "mine");
        LocalBeanRepositoryAware registry = (LocalBeanRepositoryAware) context.getRegistry();
        registry.setLocalBeanRepository(beans);

        Object seen = CompletableFuture.supplyAsync(() -> context.getRegistry().lookupByName("target"))
                .join();

        assertThat(seen).isNull();
        assertThat(context.getRegistry().lookupByName("target")).isEqualTo("mine");
        registry.setLocalBeanRepository(null);
        assertThat(context.getRegistry().lookupByName("target")).isNull();
    }

    @Test
    void shouldKeepThemWhileAnotherThreadAddsARoute() {
        Properties parameters = new Properties();
        parameters.setProperty("key", "mine");
        context.getPropertiesComponent().setLocalProperties(parameters);

        CompletableFuture.runAsync(this::addRoute).join();

        assertThat(context.getRoutes()).extracting(Route::getRouteId).containsExactly("other");
        assertThat(context.resolvePropertyPlaceholders("{{key}}")).isEqualTo("mine");
    }

    private void addRoute() {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:other").routeId("other").log("{{shared}}");
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String elsewhere(String text) {
        return CompletableFuture.supplyAsync(() -> String.valueOf(context.resolvePropertyPlaceholders(text)))
                .join();
    }
}
