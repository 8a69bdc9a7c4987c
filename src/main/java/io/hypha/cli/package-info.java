/** The command line: picocli commands over an HTTP client of the management API. */
package io.hypha.cli;
