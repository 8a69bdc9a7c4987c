package io.hypha.integration;

/**
 * What a create-or-replace did.
 *
 * @param created true if the id was new
 * @param changed false if the same definition ran already
 */
public record Applied(Integration integration, boolean created, boolean changed) {}
