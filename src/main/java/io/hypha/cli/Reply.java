package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A good answer; its body is a missing node where it has none. */
record Reply(int status, JsonNode body) {}
