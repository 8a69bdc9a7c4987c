package io.hypha.camel.routes;

import java.util.List;
import java.util.Set;

/**
 * What a trial showed that a file makes.
 *
 * @param names declared, and the endpoints that only its routes may consume
 * @param endpoints URIs of all endpoints
 */
record Blueprint(List<Name> names, Set<String> endpoints) {
    List<String> routes() {
        return Names.values(names, Name.ROUTE);
    }
}
