package io.hypha.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.event.CamelContextStartedEvent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScratchTest {
    private DefaultCamelContext main;
    private DefaultCamelContext trial;

    @BeforeEach
    void start() {
        main = new DefaultCamelContext();
        main.disableJMX();
        Properties properties = new Properties();
        properties.put("place", "here");
        properties.put("camel.component.direct.block", "false");
        properties.put("camel.component.seda.queue-size", "{{size}}");
        properties.put("size", "7");
        main.getPropertiesComponent().setOverrideProperties(properties);
        main.getRegistry().bind("names", List.of("a"));
        main.getRegistry().bind("own", List.of("b"));
        main.start();
    }

    @AfterEach
    void stop() {
        trial.stop();
        main.stop();
    }

    @Test
    void shouldSeePropertiesBeansAndComponentOptionsOfTheRunningContext() {
        trial = new Scratch(main).context(Set.of("own"));
        trial.start();

        assertThat(trial.resolvePropertyPlaceholders("{{place}}")).isEqualTo("here");
        assertThat(trial.getRegistry().lookupByName("names")).isEqualTo(List.of("a"));
        assertThat(trial.getRegistry().lookupByName("own")).isNull();
        assertThat(trial.getComponent("direct", DirectComponent.class).isBlock())
                .isFalse();
        assertThat(trial.getComponent("seda", SedaComponent.class).getQueueSize())
                .isEqualTo(7);
    }

    @Test
    void shouldHaveComponentsOfItsOwn() {
        SedaComponent bound = new SedaComponent();
        bound.setQueueSize(5);
        bound.setCamelContext(main);
        main.getRegistry().bind("mine", bound);
        trial = new Scratch(main).context(Set.of());
        trial.start();

        SedaComponent copy = trial.getComponent("mine", SedaComponent.class);

        assertThat(copy.getQueueSize()).isEqualTo(5);
        assertThat(copy).isNotSameAs(bound);
        assertThat(bound.getCamelContext()).isSameAs(main);
    }

    @Test
    void shouldGiveTheRunningContextNothing() {
        trial = new Scratch(main).context(Set.of());
        trial.start();
        trial.getRegistry().bind("mine", "x");
        trial.getEndpoint("direct:mine");

        assertThat(main.getRegistry().lookupByName("mine")).isNull();
        assertThat(main.hasEndpoint("direct:mine")).isNull();
    }

    @Test
    void shouldKeepListenersOfTheRunningContextOut() {
        int[] heard = new int[1];
        main.getRegistry().bind("listener", EventNotifier.class, new SimpleEventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                heard[0] += event instanceof CamelContextStartedEvent ? 1 : 0;
            }
        });
        trial = new Scratch(main).context(Set.of());
        trial.start();

        assertThat(heard[0]).isZero();
    }
}
