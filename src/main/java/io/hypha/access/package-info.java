/** Who may do what: API keys, roles and their limits. */
package io.hypha.access;
