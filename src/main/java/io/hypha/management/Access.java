package io.hypha.management;

import io.hypha.access.Permission;
import io.hypha.access.Role;

/** Whose keys may make a call: those of a role, and of every role above it. */
enum Access {
    VIEWER(Role.VIEWER, Permission.READ, true),
    /** For what concerns all integrations. */
    UNLIMITED_VIEWER(Role.VIEWER, Permission.READ, false),
    EXECUTOR(Role.EXECUTOR, Permission.EXECUTE, true),
    OPERATOR(Role.OPERATOR, Permission.MANAGE, true),
    ADMIN(Role.ADMIN, Permission.ADMINISTER, false);

    private final Role role;
    private final Permission permission;
    private final boolean limitedKeys;

    Access(Role role, Permission permission, boolean limitedKeys) {
        this.role = role;
        this.permission = permission;
        this.limitedKeys = limitedKeys;
    }

    /** The least one. */
    Role role() {
        return role;
    }

    Permission permission() {
        return permission;
    }

    /** Whether keys that are limited to integrations may, too; where they may, the resource shows them no more than theirs. */
    boolean limitedKeys() {
        return limitedKeys;
    }
}
