package io.hypha.connector;

import io.hypha.config.Document;
import io.hypha.config.Problem;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes connector files as they are dropped, changed and deleted. Thread-safe; one call at a time for each path. Never blocks. */
public interface ConnectorFilesTarget {
    /**
     * Puts the file's connector into the catalogue as far as it can be read, untried: for the start, when nothing runs yet.
     *
     * @return the connector's name
     * @throws io.hypha.config.InvalidDocumentException with lines of the file
     */
    String load(String path, Document document, String text);

    /**
     * Reads the file and builds a route of it for a trial; nothing takes effect. Fails with
     * {@link io.hypha.config.InvalidDocumentException}, with lines of the file, where it cannot be used.
     *
     * @param path relative to the routes folder, with {@code /}
     * @param document the text as read
     */
    CompletionStage<Candidate> read(String path, Document document, String text);

    /** Takes the connector of this path out of the catalogue. Unknown paths are ignored. */
    void remove(String path);

    /** A version of a connector that is to be accepted, or is dropped when it is closed. */
    interface Candidate extends AutoCloseable {
        Connector connector();

        /** Whether it differs from what this path gave before. */
        boolean isNew();

        /** What went wrong in the trial, but may be due to the values that were made up for it. */
        List<Problem> doubts();

        /**
         * Puts it into the catalogue, in place of the version that this path gave before.
         *
         * @throws io.hypha.config.InvalidDocumentException if another file has given a connector of this name meanwhile
         */
        void accept();

        @Override
        void close();
    }
}
