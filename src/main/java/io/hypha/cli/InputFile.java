package io.hypha.cli;

import io.hypha.config.Document;
import io.hypha.config.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A document that is named on the command line; {@code -} is standard input. YAML, or JSON, which YAML includes. */
final class InputFile {
    static final String STANDARD_INPUT = "-";

    private InputFile() {}

    /** @throws io.hypha.config.InvalidDocumentException if it is no document */
    static Document read(String name, Terminal terminal) {
        try {
            return name.equals(STANDARD_INPUT)
                    ? Documents.yaml(terminal.in().readAllBytes(), "standard input")
                    : read(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Document read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(".json")
                ? Documents.json(bytes, file.toString())
                : Documents.yaml(bytes, file.toString());
    }
}
