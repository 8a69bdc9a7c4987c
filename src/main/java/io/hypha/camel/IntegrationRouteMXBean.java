package io.hypha.camel;

/** An integration's route in JMX; the attributes are named as those of Camel's own routes. */
public interface IntegrationRouteMXBean {
    String getRouteId();

    String getIntegrationId();

    String getState();

    String getCircuitBreakerState();

    long getExchangesTotal();

    long getExchangesCompleted();

    long getExchangesFailed();

    long getExchangesInflight();
}
