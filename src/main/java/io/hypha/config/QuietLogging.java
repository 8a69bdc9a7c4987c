package io.hypha.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.function.UnaryOperator;

/** What Logback finds and does by itself: warnings to standard error, until {@link Logging#configure}. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class QuietLogging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        Logging.install(
                loggers, new TextLines(UnaryOperator.identity()), Level.WARN, ConsoleTarget.SystemErr.getStream());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
