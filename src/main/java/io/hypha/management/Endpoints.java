package io.hypha.management;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What does each call of the API, and which of them a request means. */
final class Endpoints {
    private final Map<Endpoint, Endpoint.Resource> resources = new EnumMap<>(Endpoint.class);

    /** @throws IllegalArgumentException unless each call is in just one of these */
    Endpoints(List<Map<Endpoint, Endpoint.Resource>> parts) {
        for (Map<Endpoint, Endpoint.Resource> part : parts) {
            part.forEach((endpoint, resource) -> {
                if (resources.put(endpoint, resource) != null) {
                    throw new IllegalArgumentException("two resources for " + endpoint);
                }
            });
        }
        Set<Endpoint> missing = EnumSet.allOf(Endpoint.class);
        missing.removeAll(resources.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no resource for " + missing);
        }
    }

    /** An endpoint, what does it, and the values of its path. */
    record Match(Endpoint endpoint, Endpoint.Resource resource, Map<String, String> values) {}

    /**
     * @param path as it was sent, percent-encoded
     * @throws ProblemException 404 or 405
     */
    Match find(HttpMethod method, String path) {
        List<String> segments = PathTemplate.split(path);
        List<Endpoint> found = Arrays.stream(Endpoint.values())
                .filter(endpoint -> endpoint.path().matches(segments))
                .toList();
        if (found.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no " + path + "; " + advice(path, segments));
        }
        HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        return found.stream()
                .filter(endpoint -> endpoint.method().equals(wanted))
                .findFirst()
                .map(endpoint -> new Match(
                        endpoint,
                        resources.get(endpoint),
                        Names.decode(endpoint.path().values(segments))))
                .orElseThrow(() -> notAllowed(method, path, found));
    }

    private static String advice(String path, List<String> segments) {
        List<String> shorter = segments.subList(0, segments.size() - 1);
        boolean slashOnly = path.endsWith("/")
                && Arrays.stream(Endpoint.values()).anyMatch(each -> each.path().matches(shorter));
        return slashOnly ? "leave out the slash at its end." : "see /api/v1 for what there is.";
    }

    private static ProblemException notAllowed(HttpMethod method, String path, List<Endpoint> found) {
        TreeSet<String> methods =
                found.stream().map(endpoint -> endpoint.method().name()).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        String allow = String.join(", ", methods);
        return new ProblemException(ProblemDocument.of(ProblemType.METHOD_NOT_ALLOWED)
                .detail(path + " has no " + method + "; it has " + allow)
                .header("Allow", allow)
                .build());
    }
}
