package io.hypha.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line. Commands but {@code run} and {@code encrypt} are calls of a runtime's management API. Not thread-safe.
 */
public final class Cli {
    private static final List<String> LIFECYCLE = List.of("start", "stop", "pause", "resume", "restart");

    private final Session session;
    private final String version;

    /**
     * @param environment the process's variables, of which HYPHA_URL and HYPHA_API_KEY are read
     * @param version of Hypha
     */
    public Cli(Host host, Terminal terminal, Map<String, String> environment, String version) {
        this.session = new Session(host, terminal, Map.copyOf(environment));
        this.version = version;
    }

    /** Carries a command out; blocks. Returns the exit code: 0 done, 1 refused or failed, 2 not understood, 3 not reached. */
    public int run(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("run")) {
            return configure(runCommand()).execute(arguments);
        }
        int code = configure(commands()).execute(arguments);
        return code == ExitCode.OK && session.terminal().out().checkError() ? unwritten() : code;
    }

    /** What nobody can read was not done for whoever asked. */
    private int unwritten() {
        session.terminal()
                .err()
                .println("error: the command was carried out, but standard output cannot be written: is a disk full,"
                        + " or did the program end that reads it?");
        return ExitCode.FAILED;
    }

    /** Without the other commands, as making them takes a tenth of a start. */
    private CommandLine runCommand() {
        return new CommandLine(new HyphaCommand()).addSubcommand(new RunCommand(session));
    }

    private CommandLine commands() {
        CommandLine root = runCommand()
                .addSubcommand(new RegisterCommand(session))
                .addSubcommand(new ApplyCommand(session))
                .addSubcommand(new ValidateCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new GetCommand(session))
                .addSubcommand(new ExecuteCommand(session))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new ReportCommand(session));
        LIFECYCLE.forEach(action -> root.addSubcommand(action, lifecycle(action)));
        root.addSubcommand(new UnregisterCommand(session))
                .addSubcommand(new RoutesCommand(session))
                .addSubcommand(new ConnectorsCommand(session))
                .addSubcommand(new AuditCommand(session))
                .addSubcommand(keys())
                .addSubcommand(new EncryptCommand(session))
                .addSubcommand(new TrainCommand(session))
                .addSubcommand(new HelpCommand());
        return root;
    }

    private CommandLine lifecycle(String action) {
        CommandLine command = new CommandLine(new LifecycleCommand(session));
        command.getCommandSpec().usageMessage().description(sentence(action) + " an integration.");
        return command;
    }

    private CommandLine keys() {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysListCommand(session))
                .addSubcommand(new KeysCreateCommand(session))
                .addSubcommand(new KeysRotateCommand(session))
                .addSubcommand(new KeysRevokeCommand(session));
    }

    private CommandLine configure(CommandLine root) {
        Failures failures = new Failures();
        addVersion(root, version);
        addHelp(root);
        return root.setOut(session.terminal().out())
                .setErr(session.terminal().err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help.")
                            .build());
        }
        command.getSubcommands().values().forEach(Cli::addHelp);
    }

    private static void addVersion(CommandLine root, String version) {
        root.getCommandSpec()
                .version("hypha " + version)
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
    }

    private static String sentence(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
