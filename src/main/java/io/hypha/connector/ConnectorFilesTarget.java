package io.hypha.connector;

import io.hypha.config.InvalidDocumentException;

/** Takes connector files as they are dropped, changed and deleted. Called by one thread. */
public interface ConnectorFilesTarget {
    /**
     * Adds the connector that the file describes, or replaces the version this path gave before. All or nothing.
     *
     * @param path relative to the routes folder, with {@code /}
     * @return the connector's name
     * @throws InvalidDocumentException with pointers or lines of the file; what was loaded before stays
     */
    String load(String path, String text);

    /** Takes the connector of this path out of the catalogue. Unknown paths are ignored. */
    void remove(String path);
}
