package io.hypha.connector;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A type of integration, as its Kamelet file says it.
 *
 * @param name the file's name before {@code .kamelet.yaml}, and its {@code metadata.name}
 * @param family {@code api}, {@code database}, {@code queue}, {@code cloud}, or {@code other}
 * @param parameters JSON Schema of the parameters ({@code spec.definition})
 * @param actions the actions every integration of this type has, by name ({@code spec.actions})
 * @param operations what a definition may declare under {@code operations}
 * @param auth the types of {@code auth} that it makes use of
 * @param traits how its route is to be run
 * @param file where it was read from
 * @param text the file itself: what the route template is made of
 */
public record Connector(
        String name,
        String title,
        String description,
        String family,
        ObjectNode parameters,
        Map<String, Action> actions,
        Operations operations,
        List<String> auth,
        Traits traits,
        String file,
        String text) {
    /** What {@link #family} may be. */
    public static final List<String> FAMILIES = List.of("api", "database", "queue", "cloud", "other");

    public Connector {
        requireNonNull(name, "name is null");
        requireNonNull(family, "family is null");
        requireNonNull(parameters, "parameters is null");
        requireNonNull(operations, "operations is null");
        requireNonNull(traits, "traits is null");
        actions = Map.copyOf(actions);
        auth = List.copyOf(auth);
    }

    /**
     * An action.
     *
     * @param params JSON Schema of the params
     */
    public record Action(String name, String description, ObjectNode params) {}

    /**
     * Whether definitions may declare named operations.
     *
     * @param schema JSON Schema of one declared operation; null if none may be declared
     * @param undeclared regular expression of actions that need no declaration, such as {@code GET /path}; null if none
     * @param unnamed whether the caller may leave the action out
     */
    public record Operations(ObjectNode schema, String undeclared, boolean unnamed) {}

    /**
     * How the route runs.
     *
     * @param async true if the route never blocks its thread; others run on the worker pool
     * @param timesOut true if it keeps to the attempt's timeout itself; others are cut off from outside
     * @param resources names of the {@code hypha.io/resources} that are made before the route and closed after it
     * @param textual true if the template gets the parameters themselves, as text, rather than objects made of them
     */
    public record Traits(boolean async, boolean timesOut, String resources, boolean textual) {}
}
