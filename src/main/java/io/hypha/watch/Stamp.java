package io.hypha.watch;

import java.time.Instant;

/**
 * What tells two states of a file apart without reading it.
 *
 * @param changed when its contents or attributes changed last, which unlike the time of modification nobody can set; the
 *     epoch where the file system does not tell
 */
record Stamp(long size, Instant modified, Object fileKey, Instant changed) {}
