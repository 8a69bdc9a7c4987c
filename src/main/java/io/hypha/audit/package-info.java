/** Who did what, when, with what outcome: events and the log they are kept in. */
package io.hypha.audit;
