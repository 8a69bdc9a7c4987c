package io.hypha.config;

/** JSON pointers, RFC 6901. */
public final class Pointers {
    private Pointers() {}

    /** The pointer of an object's field. */
    public static String child(String parent, String name) {
        return parent + "/" + TreeCheck.escape(name);
    }

    /** Whether both name the same place, or one a part of the other; the whole document is no place. */
    public static boolean overlap(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }
}
