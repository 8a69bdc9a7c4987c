package io.hypha.monitor;

import java.util.Map;

/** One thing that must be well for the runtime to be of use. May block for a moment; what it throws counts as down. */
@FunctionalInterface
public interface HealthCheck {
    /**
     * What was found.
     *
     * @param data more for people; without secrets
     */
    record Finding(boolean up, Map<String, ?> data) {
        public static Finding up(Map<String, ?> data) {
            return new Finding(true, data);
        }

        public static Finding down(String why) {
            return new Finding(false, Map.of("problem", why));
        }
    }

    Finding look() throws Exception;
}
