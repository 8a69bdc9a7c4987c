package io.hypha.connector;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hypha.config.Problem;
import java.time.Instant;
import java.util.List;

/**
 * How a file of the routes folder is doing.
 *
 * @param path relative to the routes folder, with {@code /}; config.yaml by its name
 * @param kind {@code connector}, {@code integrations}, {@code routes}, or {@code unknown} while no version of it could be read
 * @param state {@code loaded}; {@code rejected} where nothing of it runs; {@code degraded} where the last good version, or a
 *     part of it, runs and the file has problems
 * @param problems what is wrong with the file as it stands now, with lines
 * @param provides ids of what runs because of it: routes, integrations, or the connector
 * @param since when it came into this state; for a loaded file, when its present version was loaded
 */
public record RouteFile(
        @JsonProperty("path") String path,
        @JsonProperty("kind") String kind,
        @JsonProperty("state") String state,
        @JsonProperty("problems") List<Problem> problems,
        @JsonProperty("provides") List<String> provides,
        @JsonProperty("since") Instant since) {

    public RouteFile {
        requireNonNull(path, "path is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(state, "state is null");
        problems = List.copyOf(problems);
        provides = List.copyOf(provides);
        requireNonNull(since, "since is null");
    }
}
