/** What the runtime tells of itself: metrics, health and information. */
package io.hypha.monitor;
