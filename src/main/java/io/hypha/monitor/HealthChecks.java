package io.hypha.monitor;

import io.hypha.monitor.HealthCheck.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The checks that a runtime is made ready by. */
public final class HealthChecks {
    private HealthChecks() {}

    /** Whether it is true, such as that the runtime has started. */
    public static HealthCheck that(BooleanSupplier condition, String otherwise) {
        return () -> condition.getAsBoolean() ? Finding.up(Map.of()) : Finding.down(otherwise);
    }

    /** Whether a call, such as a query of the store, comes back. */
    public static HealthCheck answers(Runnable call, String otherwise) {
        return () -> {
            try {
                call.run();
                return Finding.up(Map.of());
            } catch (RuntimeException e) {
                return Finding.down(otherwise);
            }
        };
    }

    /** The check, but down where it takes longer, and never twice at a time. */
    public static HealthCheck within(Duration longest, String name, HealthCheck check) {
        return new TimedCheck(name, check, longest);
    }

    /** Whether files can be written to the folder. */
    public static HealthCheck writable(Path folder) {
        return () -> {
            try {
                Files.delete(Files.createTempFile(folder, ".health", null));
                return Finding.up(
                        Map.of("free_bytes", Files.getFileStore(folder).getUsableSpace()));
            } catch (IOException e) {
                return Finding.down("no file can be written to the data folder: is the disk full?");
            }
        };
    }
}
