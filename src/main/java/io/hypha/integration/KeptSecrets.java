package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.secret.Masking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The secrets of a definition that is changed. What a change does not give again is kept, so that what was shown can be sent back;
 * but never where they would travel to another place, or in another way: who may write a definition need not know its secrets.
 *
 * @param kept the definition as it is
 * @param pointers where its secrets are
 * @param masking tells how a text with a secret in it was shown
 */
record KeptSecrets(ObjectNode kept, Set<String> pointers, Masking masking) {
    /** @throws InvalidDocumentException if a secret must be given again */
    ObjectNode put(ObjectNode config) {
        return checked(config.deepCopy(), config);
    }

    /** @throws InvalidDocumentException if a secret must be given again */
    ObjectNode patch(ObjectNode patch) {
        return checked(MergePatch.apply(kept, patch), patch);
    }

    private ObjectNode checked(ObjectNode next, ObjectNode given) {
        Set<String> restored = new HashSet<>();
        restore("", kept, next, restored::add);
        Stream<String> untold = pointers.stream().filter(secret -> isCarried(secret, next, given));
        List<String> carried =
                Stream.concat(restored.stream(), untold).distinct().sorted().toList();
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

    private void restore(String pointer, JsonNode before, JsonNode next, Consumer<String> restored) {
        if (next instanceof ObjectNode object) {
            before.properties().forEach(field -> {
                String name = field.getKey();
                String child = Pointers.child(pointer, name);
                if (isShown(field.getValue(), object.path(name))) {
                    object.set(name, field.getValue());
                    restored.accept(child);
                }
                restore(child, field.getValue(), object.path(name), restored);
            });
        } else if (next instanceof ArrayNode array && before.isArray()) {
            for (int i = 0; i < Math.min(array.size(), before.size()); i++) {
                String child = pointer + "/" + i;
                if (isShown(before.get(i), array.get(i))) {
                    array.set(i, before.get(i));
                    restored.accept(child);
                }
                restore(child, before.get(i), array.get(i), restored);
            }
        }
    }

    private boolean isShown(JsonNode before, JsonNode given) {
        return given.isTextual()
                && (given.textValue().equals(Masking.MASK) || isMasked(before.asText(), given.textValue()));
    }

    /** Whether one is what was shown of the other, with a secret masked within it. */
    private boolean isMasked(String before, String given) {
        return given.contains(Masking.MASK) && !given.equals(before) && given.equals(masking.mask(before));
    }
}
