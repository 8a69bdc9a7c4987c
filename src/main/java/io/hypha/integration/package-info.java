/** Integrations and their lifecycle: from a checked definition to a deployment that executes. */
package io.hypha.integration;
