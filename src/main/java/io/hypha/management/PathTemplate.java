package io.hypha.management;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A path such as {@code /api/v1/integrations/{id}/status}; a name in braces stands for exactly one segment. */
final class PathTemplate {
    private final String text;
    private final List<String> segments;

    PathTemplate(String text) {
        this.text = text;
        this.segments = split(text);
    }

    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            String wanted = segments.get(i);
            boolean fits = isName(wanted) ? !path.get(i).isEmpty() : wanted.equals(path.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The names' values, still percent-encoded, of a path that matches. */
    Map<String, String> values(List<String> path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (isName(segment)) {
                values.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
        return values;
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return text;
    }
}
