package io.hypha.access;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Set;

/**
 * Whoever presented a good key, and what it may do.
 *
 * @param name the key's, for the audit
 * @param integrations ids it is limited to; empty is all
 * @param actions actions it may execute; empty is all
 */
public record Principal(String name, String keyId, Role role, Set<String> integrations, Set<String> actions) {
    public Principal {
        requireNonNull(name, "name is null");
        requireNonNull(keyId, "keyId is null");
        requireNonNull(role, "role is null");
        integrations = Set.copyOf(integrations);
        actions = Set.copyOf(actions);
    }

    static Principal of(ApiKey key) {
        return new Principal(key.name(), key.id(), key.role(), key.integrations(), key.actions());
    }

    /** Whether it may do this at all, be it to some integrations only. Keys and audit concern all of them: no limited key may. */
    public boolean may(Permission permission) {
        return role.grants(permission) && (permission != Permission.ADMINISTER || integrations.isEmpty());
    }

    public boolean may(Permission permission, String integration) {
        return may(permission) && (integrations.isEmpty() || integrations.contains(integration));
    }

    /** @param action as the runtime understood it, not as the caller spelled it */
    public boolean mayExecute(String integration, String action) {
        return may(Permission.EXECUTE, integration) && (actions.isEmpty() || actions.contains(action));
    }

    /** @throws AccessException FORBIDDEN if it may not */
    public void demand(Permission permission) {
        if (!may(permission)) {
            throw forbidden(role.grants(permission) ? "is limited to integrations" : needs(permission));
        }
    }

    /**
     * To be asked before it is looked up whether the integration exists, so that the answer does not tell.
     *
     * @throws AccessException FORBIDDEN if it may not
     */
    public void demand(Permission permission, String integration) {
        demand(permission);
        if (!may(permission, integration)) {
            throw forbidden("is limited to other integrations than '" + integration + "'");
        }
    }

    /** @throws AccessException FORBIDDEN if it may not */
    public void demandExecute(String integration, String action) {
        demand(Permission.EXECUTE, integration);
        if (!mayExecute(integration, action)) {
            throw forbidden("is limited to other actions than '" + action + "'");
        }
    }

    /**
     * A reference names any secret that Hypha can read, whichever integration it was meant for.
     *
     * @throws AccessException FORBIDDEN if the key is limited to integrations
     */
    public void demandSecretReferences() {
        if (!integrations.isEmpty()) {
            throw forbidden(
                    "is limited to integrations and so may use neither ${secret:...} nor ENC(...) in definitions:"
                            + " they could be secrets of others. Write the secret itself");
        }
    }

    private String needs(Permission permission) {
        Role least = Arrays.stream(Role.values())
                .filter(candidate -> candidate.grants(permission))
                .findFirst()
                .orElseThrow();
        return "has the role " + role.label() + ", and this needs " + least.label();
    }

    private AccessException forbidden(String why) {
        return new AccessException(
                AccessException.Reason.FORBIDDEN,
                "The key '" + name + "' " + why + ". Use another key, or ask an administrator for one");
    }
}
