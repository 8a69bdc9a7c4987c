package io.hypha.cli;

import picocli.CommandLine.Command;

@Command(name = "keys", description = "Manage API keys.", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand extends CommandGroup {}
