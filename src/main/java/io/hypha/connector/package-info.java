/** The catalogue of connectors: types of integrations, read from Kamelet files. */
package io.hypha.connector;
