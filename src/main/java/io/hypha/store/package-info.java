/** Keeps registrations, audit events and API keys in H2 or PostgreSQL. */
package io.hypha.store;
