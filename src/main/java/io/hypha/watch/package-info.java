/** Turns files dropped into the routes folder, and config.yaml, into connectors, routes and registrations. */
package io.hypha.watch;
