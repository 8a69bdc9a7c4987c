package io.hypha.access;

/** What a door asks for before it lets a call through; whoever may do one may do those before it. */
public enum Permission {
    READ,
    EXECUTE,
    MANAGE,
    ADMINISTER
}
