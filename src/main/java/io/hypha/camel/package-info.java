/** The only package that knows Camel: loads connectors, deploys and removes the routes of integrations. */
package io.hypha.camel;
