package io.hypha.watch;

import io.hypha.integration.Owner;
import java.util.Map;
import java.util.Set;

/**
 * The files that are there.
 *
 * @param unreadable folders whose files cannot be told, with a trailing {@code /}: these files are neither there nor gone
 */
record Listing(Map<Owner, Stamp> files, Set<String> unreadable) {
    boolean isGone(Owner owner) {
        return !files.containsKey(owner) && unreadable.stream().noneMatch(owner.name()::startsWith);
    }
}
