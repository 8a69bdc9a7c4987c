package io.hypha.cli;

import picocli.CommandLine.Command;

@Command(
        name = "hypha",
        description = "Integrations on Apache Camel: register a system once, execute its actions by name.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 the runtime cannot be reached.",
            "'hypha COMMAND --help' tells more of each."
        })
final class HyphaCommand extends CommandGroup {}
