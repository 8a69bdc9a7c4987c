/** The SQL connectors: pools, statements with named params, and rows as JSON. */
package io.hypha.camel.sql;
