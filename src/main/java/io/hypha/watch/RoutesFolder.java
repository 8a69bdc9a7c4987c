package io.hypha.watch;

import static java.util.Objects.requireNonNull;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.integration.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The watched files: every {@code .yaml} and {@code .yml} under the routes folder but those of {@code system/} and hidden ones,
 * and config.yaml. Links are followed, as mounted configuration is made of them.
 */
final class RoutesFolder {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int DEEPEST = 16;

    private final Path folder;
    private final Path config;
    private final Owner configOwner;

    /** @param config the configuration file, which need not exist */
    RoutesFolder(Path folder, Path config) {
        this.folder = requireNonNull(folder, "folder is null");
        this.config = requireNonNull(config, "config is null");
        this.configOwner = Owner.config(config.getFileName().toString());
    }

    Owner configOwner() {
        return configOwner;
    }

    /** @throws IOException if the folder itself cannot be read: then nothing is known of any file */
    Listing list() throws IOException {
        FolderVisitor visitor = new FolderVisitor(folder);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, visitor);
        Listing listing = visitor.listing();
        stamp(config).ifPresent(stamp -> listing.files().put(configOwner, stamp));
        return listing;
    }

    /**
     * The bytes of a file that was listed; empty if it is not what was listed any more.
     *
     * @throws InvalidDocumentException if it cannot be read, or is too large
     */
    Optional<byte[]> read(Owner owner, Stamp listed) {
        if (listed.size() > MOST_BYTES) {
            throw invalid("size", "must have at most " + MOST_BYTES + " bytes, but has " + listed.size());
        }
        Path path = nameable(owner);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return stamp(path).filter(listed::equals).map(same -> bytes);
        } catch (AccessDeniedException e) {
            throw invalid("unreadable", "the runtime may not read this file: change its permissions");
        } catch (IOException e) {
            throw invalid("unreadable", "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Path nameable(Owner owner) {
        try {
            return path(owner);
        } catch (InvalidPathException e) {
            throw invalid(
                    "name",
                    "its name has characters that this process cannot use for files: rename it, or start with LC_ALL=C.UTF-8");
        }
    }

    private Path path(Owner owner) {
        return owner.equals(configOwner) ? config : folder.resolve(owner.name());
    }

    private static Optional<Stamp> stamp(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return Optional.of(stamp(path, Files.readAttributes(path, BasicFileAttributes.class)));
    }

    static Stamp stamp(Path path, BasicFileAttributes attributes) {
        return new Stamp(
                attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey(), changed(path));
    }

    private static Instant changed(Path path) {
        try {
            return Files.getAttribute(path, "unix:ctime") instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Instant.EPOCH;
        }
    }

    private static InvalidDocumentException invalid(String rule, String message) {
        return new InvalidDocumentException(Problem.of("", rule, message));
    }
}
