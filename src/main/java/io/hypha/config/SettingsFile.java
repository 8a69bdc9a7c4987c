package io.hypha.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads application.properties, which may be absent. */
final class SettingsFile {
    private SettingsFile() {}

    static Map<String, SettingValue> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        String text = text(file);
        List<String> lines = text.lines().toList();
        Map<String, SettingValue> values = new HashMap<>();
        parse(file, text)
                .forEach((key, value) -> values.put(key, new SettingValue(value, name(file), line(lines, key))));
        return values;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "its bytes are not UTF-8");
        } catch (IOException e) {
            throw unreadable(file, e.getMessage());
        }
    }

    private static Map<String, String> parse(Path file, String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException | IOException e) {
            throw unreadable(file, e.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    /** The last one counts, as for {@link Properties}; null where the key is written with escapes. */
    private static Integer line(List<String> lines, String key) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.startsWith(key)
                    && (line.length() == key.length() || "=: \t".indexOf(line.charAt(key.length())) >= 0)) {
                return i + 1;
            }
        }
        return null;
    }

    private static InvalidDocumentException unreadable(Path file, String why) {
        return new InvalidDocumentException(Problem.of("", "settings", file + " cannot be read: " + why));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
