package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.secret.Masking;
import java.util.List;
import java.util.Set;

/**
 * The secrets of a definition that is changed. What a change does not give again is kept, so that what was shown can be sent back;
 * but never where they would travel to another place, or in another way: who may write a definition need not know its secrets.
 *
 * @param kept the definition as it is
 * @param pointers where its secrets are
 */
record KeptSecrets(ObjectNode kept, Set<String> pointers) {
    /** @throws InvalidDocumentException if a secret must be given again */
    ObjectNode put(ObjectNode config) {
        return checked(config.deepCopy(), config);
    }

    /** @throws InvalidDocumentException if a secret must be given again */
    ObjectNode patch(ObjectNode patch) {
        return checked(MergePatch.apply(kept, patch), patch);
    }

    private ObjectNode checked(ObjectNode next, ObjectNode given) {
        restore(kept, next);
        List<String> carried = pointers.stream()
                .filter(secret -> isCarried(secret, next, given))
                .sorted()
                .toList();
        if (!carried.isEmpty()) {
            new Destination(pointers).change(kept, next).ifPresent(change -> refuse(carried, change));
        }
        return next;
    }

    private boolean isCarried(String secret, JsonNode next, JsonNode given) {
        JsonNode value = given.at(secret);
        boolean isGiven = value.isTextual() && !value.textValue().equals(Masking.MASK);
        return !isGiven && next.at(secret).equals(kept.at(secret));
    }

    private static void refuse(List<String> carried, String change) {
        throw new InvalidDocumentException(carried.stream()
                .map(secret -> Problem.of(secret, "secret", "must be given again, because " + change + " changed"))
                .toList());
    }

    private static void restore(JsonNode kept, JsonNode next) {
        if (next instanceof ObjectNode object) {
            kept.properties().forEach(field -> {
                String name = field.getKey();
                if (isMask(object.path(name))) {
                    object.set(name, field.getValue());
                }
                restore(field.getValue(), object.path(name));
            });
        } else if (next instanceof ArrayNode array && kept.isArray()) {
            for (int i = 0; i < Math.min(array.size(), kept.size()); i++) {
                if (isMask(array.get(i))) {
                    array.set(i, kept.get(i));
                }
                restore(kept.get(i), array.get(i));
            }
        }
    }

    private static boolean isMask(JsonNode value) {
        return Masking.MASK.equals(value.textValue());
    }
}
