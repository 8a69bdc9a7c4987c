package io.hypha.config;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** How an event is written. */
interface LogLines {
    /** With the line break at its end, and without secrets. */
    String line(ILoggingEvent event);
}
