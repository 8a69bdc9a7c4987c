package io.hypha.cli;

import io.hypha.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What commands need of the machine they run on. Each method takes settings by key ({@code hypha.http.port} and the like) that go
 * before those of the environment and of application.properties; paths in them are absolute.
 *
 * <p>Methods throw runtime exceptions whose messages are for people; {@link io.hypha.config.InvalidDocumentException} lists problems.
 */
public interface Host {
    Settings settings(Map<String, String> options);

    /** Starts the runtime; returns when it answers calls. */
    Running start(Map<String, String> options);

    /** The secret as {@code ENC(...)}, for the runtime that has these settings. */
    Encrypted encrypt(Map<String, String> options, String secret);

    /**
     * @param text {@code ENC(...)}
     * @param madePassword the file of the master password, where there was none before
     */
    record Encrypted(String text, Optional<Path> madePassword) {}

    /** A runtime that runs in this process. */
    interface Running extends AutoCloseable {
        /** Where it really listens, such as {@code http://127.0.0.1:8080}. */
        URI api();

        /** Returns when it has stopped. */
        void await() throws InterruptedException;

        /** Stops it; does nothing the second time. */
        @Override
        void close();
    }
}
