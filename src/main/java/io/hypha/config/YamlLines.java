package io.hypha.config;

import java.util.HashMap;
import java.util.Map;

/** Collects the line of each pointer. Stops where long keys at many levels would make the pointers outgrow the document. */
final class YamlLines {
    private final Map<String, Integer> byPointer = new HashMap<>();
    private int characters;

    /** The same pointer; null is not kept. */
    String add(String pointer, int line) {
        if (pointer == null) {
            return null;
        }
        characters += pointer.length();
        byPointer.put(pointer, line);
        return pointer;
    }

    /** The pointer of a child, or null where it is not kept. */
    String child(String parent, String token) {
        if (parent == null || characters + parent.length() + token.length() > DocumentLimits.POINTER_CHARACTERS) {
            return null;
        }
        return parent + "/" + token;
    }

    Map<String, Integer> byPointer() {
        return byPointer;
    }
}
