package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "End an API key, at once and for good.")
final class KeysRevokeCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, as 'keys list' shows it.")
    private String id;

    KeysRevokeCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        api.delete(ApiPath.of("keys", id));
        output.show(object().put("id", id).put("result", "revoked"), answer -> Printable.line(id + ": revoked"));
        return ExitCode.OK;
    }
}
