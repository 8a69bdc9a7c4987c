/** Dropped files of Camel routes: tried in isolation, then swapped into the running context; and how routes call integrations. */
package io.hypha.camel.routes;
