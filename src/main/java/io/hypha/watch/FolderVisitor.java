package io.hypha.watch;

import io.hypha.integration.Owner;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the files of the routes folder. Goes on past whatever it cannot enter. */
final class FolderVisitor extends SimpleFileVisitor<Path> {
    private static final String SYSTEM = "system";

    private final Path folder;
    private final Map<Owner, Stamp> files = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final Set<String> unreadable = new HashSet<>();

    FolderVisitor(Path folder) {
        this.folder = folder;
    }

    Listing listing() {
        return new Listing(files, unreadable);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean excluded = !directory.equals(folder)
                && (isHidden(directory) || name(directory).equals(SYSTEM));
        return excluded ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String lower = name(file).toLowerCase(Locale.ROOT);
        boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
        if (yaml && attributes.isRegularFile() && !isHidden(file)) {
            files.put(Owner.file(name(file)), RoutesFolder.stamp(file, attributes));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(folder)) {
            throw failure;
        }
        if (!(failure instanceof FileSystemLoopException)) {
            unreadable.add(name(file) + "/");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
        if (failure != null) {
            unreadable.add(directory.equals(folder) ? "" : name(directory) + "/");
        }
        return FileVisitResult.CONTINUE;
    }

    /** Also a name with control characters, which could forge lines of the log. */
    private static boolean isHidden(Path path) {
        String last = path.getFileName().toString();
        return last.startsWith(".") || last.chars().anyMatch(Character::isISOControl);
    }

    private String name(Path path) {
        return folder.relativize(path).toString().replace(File.separatorChar, '/');
    }
}
