/** One call of an action: its request, result and failure. */
package io.hypha.execution;
