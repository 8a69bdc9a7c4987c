package io.hypha;

import io.hypha.access.AdminKey;
import io.hypha.access.ApiKeys;
import io.hypha.audit.AuditQuery;
import io.hypha.audit.AuditStore;
import io.hypha.audit.BatchingAuditLog;
import io.hypha.camel.CamelDeployer;
import io.hypha.camel.CamelRuntime;
import io.hypha.camel.Connectors;
import io.hypha.camel.Pools;
import io.hypha.camel.ResourceFactory;
import io.hypha.camel.http.HttpClients;
import io.hypha.camel.http.HttpComponent;
import io.hypha.camel.http.HttpResources;
import io.hypha.camel.routes.DroppedRoutes;
import io.hypha.camel.routes.HttpRoutesEngine;
import io.hypha.camel.routes.IntegrationComponent;
import io.hypha.camel.sql.SqlFailures;
import io.hypha.camel.sql.SqlResources;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Logging;
import io.hypha.config.Settings;
import io.hypha.credential.HttpCredentials;
import io.hypha.integration.Config;
import io.hypha.integration.DefinitionReader;
import io.hypha.integration.Integrations;
import io.hypha.management.ApiServer;
import io.hypha.management.ChangeAudit;
import io.hypha.management.ObserveServer;
import io.hypha.management.Services;
import io.hypha.monitor.Metrics;
import io.hypha.secret.AesRecordCipher;
import io.hypha.secret.MasterPassword;
import io.hypha.secret.PropertyCipher;
import io.hypha.secret.SecretResolver;
import io.hypha.secret.ValueMasking;
import io.hypha.store.Database;
import io.hypha.store.JdbcAuditStore;
import io.hypha.store.JdbcKeyStore;
import io.hypha.store.JdbcRegistry;
import io.hypha.store.StoreSettings;
import io.hypha.watch.FolderWatch;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The one place where everything is constructed, from the bottom up; and closed again, from the top down. */
final class Wiring {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final Clock clock = Clock.systemUTC();
    private final Instant startedAt = clock.instant();
    private final SecureRandom random = new SecureRandom();
    private final ValueMasking masking = new ValueMasking();
    private final Closing closing = new Closing();

    private Wiring(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Starts a runtime; it answers calls when this returns. Where this throws, nothing runs on. */
    static HyphaRuntime start(Settings encrypted, Map<String, String> environment) throws Exception {
        Wiring wiring = new Wiring(environment);
        try {
            return wiring.wire(encrypted);
        } catch (Exception e) {
            wiring.closing.close();
            throw wiring.masked(e);
        } catch (Error e) {
            // Another start in this process would find the folder in use.
            wiring.closing.close();
            throw e;
        }
    }

    private HyphaRuntime wire(Settings encrypted) throws Exception {
        // Else worker threads keep the pool of each database integration that they ever served.
        System.setProperty("com.zaxxer.hikari.useWeakReferences", "true");
        closing.add(DataFolder.open(encrypted.data()));
        MasterPassword master = MasterPassword.open(encrypted);
        masking.learn(master.text());
        PropertyCipher properties = new PropertyCipher(master);
        Settings settings = encrypted.decrypt(text -> masked(properties.decrypt(text)));
        settings.sensitiveValues().forEach(masking::learn);
        Logging.configure(settings.logFormat(), settings.logLevel(), masking::mask);
        Listening.checkFree(settings);

        AesRecordCipher records = AesRecordCipher.open(settings.data(), master, clock);
        Database database = closing.add(Database.open(store(settings)));
        JdbcRegistry registry = new JdbcRegistry(database, records);
        KeysAndTables.check(settings.data(), records, database, registry);
        AuditStore auditStore = new JdbcAuditStore(database);
        BatchingAuditLog audit =
                closing.add(new BatchingAuditLog(auditStore, masking::mask, settings.auditRetention(), clock));
        AdminKey admin = AdminKey.obtain(settings.adminKey().orElse(null), settings.data(), random);
        masking.learn(admin.value());
        ApiKeys keys = new ApiKeys(new JdbcKeyStore(database), admin, clock, random);
        Metrics metrics = closing.add(new Metrics(audit::dropped));

        // Requests of dropped platform-http routes wait on Vert.x's workers, whose default of 20 one slow route takes
        // up.
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(settings.workers()));
        closing.add(
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
        HttpClients clients = new HttpClients(vertx);
        Pools pools = closing.add(new Pools(settings.workers()));
        CamelRuntime camel = closing.add(new CamelRuntime(settings.others(), masking));
        camel.bind(HttpComponent.SCHEME, new HttpComponent(vertx, clients, clock, masking));
        HttpCredentials credentials = new HttpCredentials(vertx, clients.shared(), clock, masking);
        Connectors connectors = closing.add(new Connectors(camel.context()));
        CamelDeployer deployer = new CamelDeployer(
                camel.context(),
                connectors,
                factories(settings, credentials),
                List.of(new SqlFailures()),
                pools,
                envelope(settings.routes()));

        SecretResolver secrets = SecretResolver.of(settings, environment, properties, masking);
        DefinitionReader reader = new DefinitionReader(connectors, secrets, masking);
        Config config = new Config(
                reader,
                deployer,
                registry,
                List.of(metrics, new ExecutionAudit(audit, clock), new ExecutionLog()),
                masking,
                clock,
                DRAIN);
        Integrations integrations = closing.add(new Integrations(config, new ChangeAudit(audit, clock)));
        metrics.watch(integrations);
        camel.bind("integration", new IntegrationComponent(integrations::execute, pools.routes()));
        DroppedRoutes dropped = closing.add(new DroppedRoutes(camel.context(), deployer, masking));
        FolderWatch watch = closing.add(new FolderWatch(
                settings.routes(),
                settings.config(),
                new FolderWatch.Targets(connectors, integrations, dropped),
                clock));

        Services services = new Services(integrations, connectors, watch, keys, audit, masking, clock);
        ApiServer api = closing.add(new ApiServer(vertx, Listening.api(settings), services));
        Observing observing = new Observing(
                integrations, settings.data(), () -> auditStore.find(AuditQuery.newest(1)), clock, startedAt);
        ObserveServer observe = closing.add(new ObserveServer(
                vertx, Listening.observe(settings), observing.health(), metrics, observing.info(), masking));
        camel.serve(vertx, api.router(), settings.httpMaxBody());
        camel.serveBy(new HttpRoutesEngine(camel.context(), masking));

        camel.start();
        watch.loadConnectors();
        // One that takes longer is `starting` for a while; the others are there.
        integrations
                .start()
                .toCompletableFuture()
                .completeOnTimeout(null, START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        watch.start();
        int observePort = observe.start();
        int apiPort = api.start();
        observing.started();
        return new HyphaRuntime(
                integrations,
                watch,
                admin,
                Listening.api(settings, apiPort),
                Listening.observe(settings, observePort),
                closing);
    }

    /** What Camel says of a setting that it cannot use has the setting's value, and whoever starts Hypha prints it. */
    private Exception masked(Exception failure) {
        if (failure instanceof InvalidDocumentException invalid) {
            return invalid.withMessages(masking::mask);
        }
        String text = String.valueOf(failure.getMessage());
        String masked = masking.mask(text);
        return masked.equals(text) ? failure : new IllegalStateException(masked);
    }

    private String masked(String secret) {
        masking.learn(secret);
        return secret;
    }

    private static List<ResourceFactory> factories(Settings settings, HttpCredentials credentials) {
        List<ResourceFactory> factories =
                new ArrayList<>(SqlResources.all(settings.data().resolve("databases"), settings.jdbcUrls()));
        factories.add(new HttpResources(credentials));
        return factories;
    }

    private static StoreSettings store(Settings settings) {
        return settings.storeUrl()
                .map(url -> new StoreSettings(
                        url,
                        settings.storeUsername().orElse(null),
                        settings.storePassword().orElse(null)))
                .orElseGet(() -> StoreSettings.under(settings.data()));
    }

    static String envelope(Path routes) throws IOException {
        Path envelope = routes.resolve("system").resolve("envelope.yaml");
        if (Files.notExists(envelope)) {
            throw new IOException("the routes folder " + routes + " lacks " + routes.relativize(envelope)
                    + ": copy the folders system and connectors of Hypha's own routes folder into it");
        }
        return Files.readString(envelope);
    }
}
