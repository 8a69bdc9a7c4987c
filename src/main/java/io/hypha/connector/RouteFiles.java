package io.hypha.connector;

import java.util.List;

/** The files of the routes folder, and config.yaml, with what became of each. Thread-safe. */
public interface RouteFiles {
    /** All of them, by path. */
    List<RouteFile> files();
}
