package io.hypha.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that calls a runtime, and shows what that answered. */
abstract class RemoteCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RemoteOptions remote;

    RemoteCommand(Session session) {
        this.session = session;
    }

    /** Returns an {@link ExitCode}. */
    abstract int run(ApiClient api, Output output);

    @Override
    public final Integer call() {
        Output output = session.output(remote);
        try {
            return run(session.client(remote), output);
        } catch (ApiException e) {
            fail(e, output);
            return ExitCode.FAILED;
        }
    }

    /** Tells why one call failed. */
    final void fail(ApiException failure, Output output) {
        String text = ProblemText.of(failure.problem());
        output.failure(
                failure.problem(),
                failure.code().equals("unauthenticated") ? text + "\n" + session.keyAdvice(remote) : text);
    }

    final Session session() {
        return session;
    }

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
