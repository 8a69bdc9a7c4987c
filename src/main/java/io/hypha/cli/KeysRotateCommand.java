package io.hypha.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "rotate", description = "Replace an API key by a new one of the same rights; it is shown once.")
final class KeysRotateCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, as 'keys list' shows it.")
    private String id;

    KeysRotateCommand(Session session) {
        super(session);
    }

    @Override
    int run(ApiClient api, Output output) {
        NewKey.show(api.post(ApiPath.of("keys", id, "rotate"), object()), output);
        return ExitCode.OK;
    }
}
