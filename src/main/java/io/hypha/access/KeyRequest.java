package io.hypha.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * A key to make.
 *
 * @param name for people and for the audit; no other good key may have it
 * @param integrations ids it is limited to; empty or null is all
 * @param actions actions it may execute; empty or null is all. Not for roles that may change definitions
 * @param expiresAt null is never
 */
public record KeyRequest(String name, Role role, Set<String> integrations, Set<String> actions, Instant expiresAt) {
    private static final int NAME = 100;
    private static final int LIMITS = 1000;

    /** What the audit calls whoever has no key, and the key of the settings. */
    private static final Set<String> TAKEN = Set.of("anonymous", ApiKeys.ADMIN);

    /** @throws AccessException INVALID if such a key makes no sense */
    public KeyRequest {
        integrations = integrations == null ? Set.of() : Set.copyOf(integrations);
        actions = actions == null ? Set.of() : Set.copyOf(actions);
        check(name != null && isName(name), "name must have 1 to " + NAME + " printable characters");
        check(
                !TAKEN.contains(name.toLowerCase(Locale.ROOT)),
                "name must not be '" + name + "': it stands for somebody else");
        check(role != null, "role must be one of viewer, executor, operator, admin");
        check(
                integrations.size() <= LIMITS && actions.size() <= LIMITS,
                "a key has at most " + LIMITS + " limits of a kind");
        check(
                role != Role.ADMIN || (integrations.isEmpty() && actions.isEmpty()),
                "an admin key cannot be limited, as it can make keys without limits. Choose the role operator");
        check(
                actions.isEmpty() || role.compareTo(Role.EXECUTOR) <= 0,
                "a key with the role " + role.label() + " cannot be limited to actions, as it may change what an action"
                        + " does. Limit it to integrations, or choose the role executor");
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= NAME
                && name.equals(name.strip())
                && name.codePoints().noneMatch(KeyRequest::isUnprintable);
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AccessException(AccessException.Reason.INVALID, message);
        }
    }
}
