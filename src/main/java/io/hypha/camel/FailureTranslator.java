package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Invocation;
import java.util.Optional;

/** Says what an exception of a component means to the caller. Its details must not carry secrets. */
public interface FailureTranslator {
    /** Empty if this translator does not know the exception; {@code thrown} may wrap the real one. */
    Optional<ExecutionFailure> translate(Throwable thrown, Invocation invocation);
}
