package io.hypha.management;

import io.hypha.access.ApiKeys;
import io.hypha.audit.AuditLog;
import io.hypha.connector.ConnectorCatalogue;
import io.hypha.connector.RouteFiles;
import io.hypha.integration.Integrations;
import io.hypha.secret.Masking;
import java.time.Clock;

/** What the API is a door to. */
public record Services(
        Integrations integrations,
        ConnectorCatalogue connectors,
        RouteFiles routeFiles,
        ApiKeys keys,
        AuditLog audit,
        Masking masking,
        Clock clock) {}
