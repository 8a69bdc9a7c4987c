package io.hypha.camel.routes;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;

/** Builds a file's routes where nobody is disturbed; their consumers are made but never started. */
final class Trial {
    private static final Set<String> SINGLE_CONSUMER = Set.of("direct", "seda");

    private final Scratch scratch;

    Trial(Scratch scratch) {
        this.scratch = scratch;
    }

    /** @throws InvalidDocumentException with what is wrong, and in which line */
    Blueprint run(DroppedFile file) {
        List<Name> names = Names.of(file);
        Set<String> beans = Set.copyOf(Names.values(names, Name.BEAN));
        try (DefaultCamelContext context = scratch.context(beans)) {
            RouteLoading.load(context, file);
            context.start();
            return blueprint(file, names, context);
        } catch (InvalidDocumentException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new InvalidDocumentException(FailureProblem.of(file, e));
        }
    }

    private static Blueprint blueprint(DroppedFile file, List<Name> declared, DefaultCamelContext context) {
        List<Name> names = new ArrayList<>(declared);
        List<Problem> problems = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            String pointer = input(declared, route.getRouteId());
            consumer(route.getEndpoint(), pointer).ifPresent(name -> addOnce(names, name, problems));
        }
        Set<String> endpoints = new TreeSet<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            endpoints.add(endpoint.getEndpointUri());
            EndpointRules.refusal(endpoint.getEndpointUri())
                    .ifPresent(why -> problems.add(Problem.of("", "endpoint", why)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(file.document().locate("", problems));
        }
        return new Blueprint(names, endpoints);
    }

    /** The endpoint as a name that one route may have; empty where several may consume from it. */
    static Optional<Name> consumer(Endpoint endpoint, String pointer) {
        if (endpoint instanceof PlatformHttpEndpoint http) {
            return Optional.of(new Name(HttpPath.of(http), pointer));
        }
        String uri = endpoint.getEndpointUri().replaceFirst("\\?.*", "").replaceFirst(":/*", ":");
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        return SINGLE_CONSUMER.contains(scheme) ? Optional.of(new Name(Name.CONSUMER, uri, pointer)) : Optional.empty();
    }

    private static void addOnce(List<Name> names, Name name, List<Problem> problems) {
        if (names.stream().anyMatch(name::sameAs)) {
            problems.add(Problem.of(
                    name.pointer(), "duplicate", "two routes of this file consume from '" + name.value() + "'"));
        }
        if (name.http().filter(HttpPath::isReserved).isPresent()) {
            problems.add(Problem.of(
                    name.pointer(),
                    "path",
                    "paths under /api and /docs are the runtime's own: choose another than '" + name.value() + "'"));
        }
        names.add(name);
    }

    /** Where the file says what the route consumes from. */
    private static String input(List<Name> names, String routeId) {
        return names.stream()
                .filter(name -> name.kind().equals(Name.ROUTE) && name.value().equals(routeId))
                .map(name -> name.pointer().replaceFirst("^(/\\d+/route)(/.*)?$", "$1/from"))
                .map(pointer -> pointer.replaceFirst("^(/\\d+/(?:route/)?from).*$", "$1/uri"))
                .findFirst()
                .orElse("");
    }
}
