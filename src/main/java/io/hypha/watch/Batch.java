package io.hypha.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Files that are applied together, kind after kind. */
final class Batch {
    private final List<FileKind> kinds;
    private final Map<FileKind, List<FileContent>> files = new EnumMap<>(FileKind.class);

    Batch(List<FileKind> kinds) {
        this.kinds = kinds;
    }

    void add(FileContent content) {
        files.computeIfAbsent(content.kind(), none -> new ArrayList<>()).add(content);
    }

    /** @param patience how long to wait for all of a kind before the next is begun */
    void run(Dispatcher dispatcher, Duration patience) {
        for (FileKind kind : kinds) {
            CompletableFuture<?>[] all = files.getOrDefault(kind, List.of()).stream()
                    .map(dispatcher::apply)
                    .toArray(CompletableFuture[]::new);
            if (!patience.isZero()) {
                CompletableFuture.allOf(all)
                        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        }
    }
}
