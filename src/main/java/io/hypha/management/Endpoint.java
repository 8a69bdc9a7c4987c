package io.hypha.management;

import static io.hypha.management.Access.ADMIN;
import static io.hypha.management.Access.EXECUTOR;
import static io.hypha.management.Access.OPERATOR;
import static io.hypha.management.Access.UNLIMITED_VIEWER;
import static io.hypha.management.Access.VIEWER;
import static io.hypha.management.Condition.IF_MATCH;
import static io.hypha.management.Condition.IF_NONE_MATCH;
import static io.hypha.management.Gives.gives;
import static io.hypha.management.Parameter.limit;
import static io.hypha.management.Parameter.matching;
import static io.hypha.management.Parameter.oneOf;
import static io.hypha.management.Parameter.text;
import static io.hypha.management.Parameter.time;
import static io.hypha.management.Takes.json;
import static io.hypha.management.Takes.nothing;
import static io.hypha.management.Takes.query;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.hypha.connector.Connector;
import io.hypha.integration.Owner;
import io.hypha.integration.State;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * Every call of the API: who may do it, what a request may carry, and how it is answered. Whatever is not declared here is refused,
 * and the OpenAPI document says the same: a test compares them. A constant's name in lower case is the document's operation id.
 */
// Its fields are immutable, only the types of some do not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum Endpoint {
    INDEX(GET, "", "index.read", VIEWER, nothing(), gives(200)),

    REGISTER(
            POST,
            "/integrations",
            "integration.register",
            OPERATOR,
            json(),
            gives(201).or(409, 422)),
    LIST_INTEGRATIONS(
            GET,
            "/integrations",
            "integration.list",
            VIEWER,
            query(
                    text("type"),
                    oneOf("state", Arrays.stream(State.values()).map(State::label)),
                    matching(
                            "owner", Owner.PATTERN, "must be api, file, config, or one of them by name: file:crm.yaml"),
                    limit(),
                    text("after")),
            gives(200)),
    VALIDATE(POST, "/integrations:validate", "integration.validate", OPERATOR, json(), gives(200)),
    READ_INTEGRATION(
            GET,
            "/integrations/{id}",
            "integration.read",
            VIEWER,
            nothing(),
            gives(200).or(404)),
    PUT_INTEGRATION(
            PUT,
            "/integrations/{id}",
            "integration.put",
            OPERATOR,
            json().on(IF_MATCH, IF_NONE_MATCH),
            gives(200, 201).or(409, 422)),
    UPDATE_INTEGRATION(
            PATCH,
            "/integrations/{id}",
            "integration.update",
            OPERATOR,
            json().orElse("application/merge-patch+json").on(IF_MATCH),
            gives(200).or(404, 409, 422)),
    UNREGISTER(
            DELETE,
            "/integrations/{id}",
            "integration.unregister",
            OPERATOR,
            nothing().on(IF_MATCH),
            gives(204).or(404, 409)),
    STATUS(
            GET,
            "/integrations/{id}/status",
            "integration.status",
            VIEWER,
            nothing(),
            gives(200).or(404)),
    START("start", "integration.start"),
    STOP("stop", "integration.stop"),
    PAUSE("pause", "integration.pause"),
    RESUME("resume", "integration.resume"),
    RESTART("restart", "integration.restart"),
    EXECUTE(
            POST,
            "/integrations/{id}/execute",
            "execution",
            EXECUTOR,
            json().optional(),
            gives(200).or(404, 409, 429, 502, 504)),

    REPORT(GET, "/report", "report.read", VIEWER, nothing(), gives(200)),
    LIST_CONNECTORS(
            GET,
            "/connectors",
            "connector.list",
            VIEWER,
            query(oneOf("family", Connector.FAMILIES.stream())),
            gives(200)),
    READ_CONNECTOR(
            GET,
            "/connectors/{name}",
            "connector.read",
            VIEWER,
            nothing(),
            gives(200).or(404)),
    LIST_ROUTE_FILES(GET, "/routes", "route.list", UNLIMITED_VIEWER, nothing(), gives(200)),
    FIND_AUDIT(
            GET,
            "/audit",
            "audit.read",
            ADMIN,
            query(
                    text("integration"),
                    text("actor"),
                    text("action"),
                    text("outcome"),
                    time("from"),
                    time("to"),
                    limit()),
            gives(200)),

    CREATE_KEY(POST, "/keys", "key.create", ADMIN, json(), gives(201).or(409, 422)),
    LIST_KEYS(GET, "/keys", "key.list", ADMIN, nothing(), gives(200)),
    ROTATE_KEY(
            POST,
            "/keys/{key}/rotate",
            "key.rotate",
            ADMIN,
            nothing(),
            gives(200).or(404, 409)),
    REVOKE_KEY(DELETE, "/keys/{key}", "key.revoke", ADMIN, nothing(), gives(204).or(404, 409));

    private final HttpMethod method;
    private final PathTemplate path;
    private final String action;
    private final Access access;
    private final Takes takes;
    private final Gives gives;

    Endpoint(HttpMethod method, String path, String action, Access access, Takes takes, Gives gives) {
        this.method = method;
        this.path = new PathTemplate("/api/v1" + path);
        this.action = action;
        this.access = access;
        this.takes = takes;
        this.gives = gives;
    }

    /** Of an integration's lifecycle. */
    Endpoint(String verb, String action) {
        this(
                POST,
                "/integrations/{id}/" + verb,
                action,
                OPERATOR,
                nothing().on(IF_MATCH),
                gives(200).or(404, 409, 422));
    }

    /** Does what a call asks. Runs on a worker thread: may block. */
    @FunctionalInterface
    interface Resource {
        CompletionStage<Answer> handle(Call call);
    }

    HttpMethod method() {
        return method;
    }

    PathTemplate path() {
        return path;
    }

    /** Its name in the audit. */
    String action() {
        return action;
    }

    /** What the caller's key must allow, for the integration {@code {id}} of the path if there is one. */
    Access access() {
        return access;
    }

    Takes takes() {
        return takes;
    }

    Set<Integer> successes() {
        return gives.successes();
    }

    /** The statuses of its problems, but for those that come of no call in particular: 405, 414, 431, 500. */
    Set<Integer> failures() {
        TreeSet<Integer> all = new TreeSet<>(gives.failures());
        all.addAll(Set.of(400, 401, 403, 406, 503));
        if (!takes.media().isEmpty()) {
            all.addAll(Set.of(413, 415));
        }
        return all;
    }

    boolean isChange() {
        return !method.equals(GET);
    }

    /**
     * The query of a request that carries what is declared. Conditions on what is only read are hints that may be ignored.
     *
     * @throws ProblemException 400 for any other parameter, value or condition
     */
    Query check(HttpServerRequest request) {
        if (isChange()) {
            takes.conditions(request, this);
        }
        return Query.of(request, takes.query());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    String operationId() {
        return name().toLowerCase(Locale.ROOT);
    }
}
