/** The REST door: resources, problem responses and the OpenAPI document on Vert.x, knowing no Camel. */
package io.hypha.management;
