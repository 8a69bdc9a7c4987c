package io.hypha.watch;

import io.hypha.integration.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells from listing to listing which files are completely written, and which are really gone. A file is complete when
 * {@value #SETTLED} listings in a row show it the same, or when nobody has written to it for a second; a changed one when
 * {@value #SETTLED_KNOWN} do, since half of it would take away what the other half has. It is gone when
 * {@value #SETTLED} listings in a row lack it: editors delete before they write, and a moved file is to be found at its new
 * place first. For one thread.
 */
final class Sightings {
    static final int SETTLED = 3;
    static final int SETTLED_KNOWN = 5;
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Map<Owner, Sighting> sightings = new HashMap<>();

    /**
     * @param applied the stamp that was acted on; null if none was, or it is to be acted on again
     * @param known whether something of it may run
     */
    private record Sighting(Stamp stamp, int same, int missing, Stamp applied, boolean known) {
        boolean isComplete(Instant now) {
            return stamp != null
                    && (same >= (known ? SETTLED_KNOWN : SETTLED)
                            || stamp.modified().isBefore(now.minus(QUIET)));
        }

        Sighting seen(Stamp now) {
            return new Sighting(now, now.equals(stamp) ? same + 1 : 1, 0, applied, known);
        }

        Sighting missed() {
            return new Sighting(null, 0, missing + 1, null, known);
        }
    }

    /** A file of which something runs, seen or not. */
    void expect(Owner owner) {
        sightings.putIfAbsent(owner, new Sighting(null, 0, 0, null, true));
    }

    void see(Listing listing) {
        listing.files()
                .forEach((owner, stamp) -> sightings.merge(
                        owner, new Sighting(stamp, 1, 0, null, false), (old, first) -> old.seen(stamp)));
        sightings.replaceAll((owner, old) -> listing.isGone(owner) ? old.missed() : old);
    }

    /** Files that are complete and not yet acted on in this state, by path. */
    Map<Owner, Stamp> ready(Instant now) {
        Map<Owner, Stamp> ready = new TreeMap<>(Comparator.comparing(Owner::toString));
        sightings.forEach((owner, sighting) -> {
            if (sighting.isComplete(now) && !sighting.stamp.equals(sighting.applied)) {
                ready.put(owner, sighting.stamp);
            }
        });
        return ready;
    }

    /** Whether a file may still be being written. */
    boolean isAnyIncomplete(Instant now) {
        return sightings.values().stream().anyMatch(sighting -> sighting.stamp != null && !sighting.isComplete(now));
    }

    void applied(Owner owner, Stamp stamp) {
        sightings.computeIfPresent(owner, (key, old) -> new Sighting(old.stamp, old.same, old.missing, stamp, true));
    }

    /** Its present state is to be acted on once more. */
    void again(Owner owner) {
        sightings.computeIfPresent(
                owner,
                (key, old) -> old.stamp != null && old.stamp.equals(old.applied)
                        ? new Sighting(old.stamp, SETTLED_KNOWN, 0, null, true)
                        : old);
    }

    List<Owner> gone() {
        List<Owner> gone = new ArrayList<>();
        sightings.forEach((owner, sighting) -> {
            if (sighting.missing >= SETTLED) {
                gone.add(owner);
            }
        });
        return gone;
    }

    /** Whether the last listing lacked it. */
    boolean isMissing(Owner owner) {
        Sighting sighting = sightings.get(owner);
        return sighting == null || sighting.missing > 0;
    }

    void forget(Owner owner) {
        sightings.remove(owner);
    }
}
