package io.hypha.secret;

import java.util.Map;

/**
 * Data keys ready for use.
 *
 * @param newest the id of the one that encrypts
 */
record KeyRing(Map<Integer, AesGcm> keys, int newest) {
    KeyRing {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(newest)) {
            throw new IllegalArgumentException("newest is not among the keys");
        }
    }

    AesGcm newestKey() {
        return keys.get(newest);
    }

    /** @throws IllegalArgumentException if it is not known */
    AesGcm key(int id) {
        AesGcm key = keys.get(id);
        if (key == null) {
            throw new IllegalArgumentException(String.format(
                    "it was encrypted with key %08x, which is not in %s: put the file back", id, KeyFile.NAME));
        }
        return key;
    }

    @Override
    public String toString() {
        return "KeyRing[" + keys.size() + " keys]";
    }
}
