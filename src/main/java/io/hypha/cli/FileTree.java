package io.hypha.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
final class FileTree {
    private FileTree() {}

    /** Does nothing if there is no such folder. */
    static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        for (Path each : list(from)) {
            Path copy = to.resolve(from.relativize(each));
            Files.createDirectories(copy.getParent());
            Files.copy(each, copy);
        }
    }

    static void delete(Path folder) throws IOException {
        for (Path each : list(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
