/** The HTTP client of integrations, as a Camel component: asynchronous, bounded, and exact about what was sent. */
package io.hypha.camel.http;
