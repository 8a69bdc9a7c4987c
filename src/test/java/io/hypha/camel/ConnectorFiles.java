package io.hypha.camel;

import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.connector.ConnectorFilesTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Loads connector files as the folder's watcher does. */
final class ConnectorFiles {
    private ConnectorFiles() {}

    /** @return what spoke against it, though it was loaded */
    static List<Problem> load(ConnectorFilesTarget target, String path, String text) {
        try (ConnectorFilesTarget.Candidate candidate = read(target, path, text)) {
            candidate.accept();
            return candidate.doubts();
        }
    }

    static ConnectorFilesTarget.Candidate read(ConnectorFilesTarget target, String path, String text) {
        try {
            return target.read(path, Documents.yaml(text.getBytes(StandardCharsets.UTF_8), path), text)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidDocumentException invalid) {
                throw invalid;
            }
            throw e;
        }
    }
}
