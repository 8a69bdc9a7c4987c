package io.hypha.watch;

import java.time.Instant;

/** What tells two states of a file apart without reading it. */
record Stamp(long size, Instant modified, Object fileKey) {}
