package io.hypha.camel.routes;

import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which file has which name, so that files applied at the same time cannot both take one. Thread-safe. */
final class Claims {
    private final Map<String, List<Name>> byPath = new HashMap<>();

    /** Claims the names beside those the path has; or claims nothing and says whose they are. */
    synchronized List<Problem> claim(String path, List<Name> names) {
        List<Problem> problems = new ArrayList<>();
        byPath.forEach((other, taken) -> {
            if (!other.equals(path)) {
                names.stream()
                        .filter(name -> taken.stream().anyMatch(name::clashesWith))
                        .forEach(name -> problems.add(conflict(name, "the file " + other)));
            }
        });
        if (problems.isEmpty()) {
            byPath.computeIfAbsent(path, none -> new ArrayList<>()).addAll(names);
        }
        return problems;
    }

    /** From now on the path has these names and no others. */
    synchronized void settle(String path, List<Name> names) {
        if (names.isEmpty()) {
            byPath.remove(path);
        } else {
            byPath.put(path, new ArrayList<>(names));
        }
    }

    static Problem conflict(Name name, String owner) {
        String message = name.kind().equals(Name.CONSUMER)
                ? "messages of '" + name.value() + "' are consumed by " + owner
                        + ": start this route with another endpoint"
                : "the " + name.kind() + " '" + name.value() + "' belongs to " + owner + ": choose another id";
        return Problem.of(name.pointer(), "conflict", message);
    }
}
