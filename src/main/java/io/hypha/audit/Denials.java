package io.hypha.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Denials of requests without a good key. Anybody can cause them in any number, so the first of an actor, an outcome and a source
 * is kept as it is, and those that follow within a minute are kept as one event that counts them. Beyond a number of sources, all
 * others are one. Thread-safe.
 */
final class Denials {
    static final int SOURCES = 1000;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final String OTHERS = "other addresses";

    private final Map<Key, Tally> tallies = new LinkedHashMap<>();

    private record Key(String actor, String outcome, String source) {}

    synchronized void add(AuditEvent event, String source) {
        Key key = new Key(event.actor(), event.outcome(), source);
        if (!tallies.containsKey(key) && tallies.size() >= SOURCES) {
            key = new Key(event.actor(), event.outcome(), OTHERS);
        }
        tallies.computeIfAbsent(key, first -> new Tally(first.source, event.at()))
                .add(event);
    }

    /** What is to be stored now; each is given once. */
    synchronized List<AuditEvent> due(Instant now) {
        return take(now.minus(WINDOW));
    }

    /** All that is left. */
    synchronized List<AuditEvent> rest() {
        return take(Instant.MAX);
    }

    private List<AuditEvent> take(Instant ended) {
        List<AuditEvent> events = new ArrayList<>();
        Iterator<Tally> all = tallies.values().iterator();
        while (all.hasNext()) {
            Tally tally = all.next();
            tally.takeFirst(events);
            if (!tally.since.isAfter(ended)) {
                tally.takeRest(events);
                all.remove();
            }
        }
        return events;
    }

    private static final class Tally {
        private final String source;
        private final Instant since;
        private AuditEvent first;
        private AuditEvent last;
        private long more;

        Tally(String source, Instant since) {
            this.source = source;
            this.since = since;
        }

        void add(AuditEvent event) {
            if (last == null) {
                first = event;
            } else {
                more++;
            }
            last = event;
        }

        void takeFirst(List<AuditEvent> events) {
            if (first != null) {
                events.add(first);
                first = null;
            }
        }

        void takeRest(List<AuditEvent> events) {
            if (more > 0) {
                events.add(last.withDetail(
                        more + " more from " + source + " since " + since + ", the last: " + last.detail()));
            }
        }
    }
}
