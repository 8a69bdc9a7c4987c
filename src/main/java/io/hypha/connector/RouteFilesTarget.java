package io.hypha.connector;

import io.hypha.config.Document;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Runs files of Camel routes. Thread-safe; one call at a time for each path. Never blocks. */
public interface RouteFilesTarget {
    /**
     * Tries the file in isolation, then runs it in place of the version that this path had. Fails with
     * {@link io.hypha.config.InvalidDocumentException} where it cannot run; then the version before goes on.
     *
     * @param path relative to the routes folder, with {@code /}
     * @param document the text as read
     * @return the ids of its routes
     */
    CompletionStage<List<String>> apply(String path, Document document, String text);

    /** Stops and removes all that came from this path. Unknown paths are ignored. */
    CompletionStage<Void> remove(String path);

    /** The ids of the routes that run because of this path; empty if there are none. */
    List<String> running(String path);
}
