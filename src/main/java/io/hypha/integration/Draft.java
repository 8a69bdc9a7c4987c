package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A document as far as a definition can be made of it.
 *
 * @param definition what there is without the parts that are wrong, so that the rest can be checked too; empty where it is not known
 *     which connector is meant
 */
record Draft(Optional<Definition> definition, List<Problem> problems) {
    Draft {
        problems = List.copyOf(problems);
    }

    /** The document without what the problems are about, but for what is only missing. */
    static ObjectNode sound(ObjectNode config, List<Problem> problems) {
        ObjectNode sound = config.deepCopy();
        problems.stream()
                .map(Problem::pointer)
                .filter(pointer -> !pointer.isEmpty())
                .forEach(pointer -> remove(sound, pointer));
        return sound;
    }

    /** An item of a list is removed with the list, as the others would take its place. */
    private static void remove(ObjectNode root, String pointer) {
        int end = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, end));
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.substring(end + 1).replace("~1", "/").replace("~0", "~"));
        } else if (end > 0 && parent.isArray()) {
            remove(root, pointer.substring(0, end));
        }
    }

    /** Those of {@code more} that tell something new: where a part is wrong already, others may only follow from it. */
    static List<Problem> fresh(List<Problem> known, List<Problem> more) {
        return more.stream()
                .filter(problem -> known.stream().noneMatch(one -> Pointers.overlap(one.pointer(), problem.pointer())))
                .toList();
    }
}
