package io.hypha.cli;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Suggestions;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people why a command did not do what they asked. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Printable.text("error: " + message(e, command)));
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e, CommandLine command) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return e.getMessage();
        }
        String word = unmatched.getUnmatched().get(0);
        List<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet().stream().toList()
                : command.getSubcommands().keySet().stream().toList();
        String suggestion = Suggestions.closest(word, known)
                .map(closest -> "; did you mean '" + closest + "'?")
                .orElse("");
        return command.getCommandSpec().qualifiedName() + " knows no '" + word + "'" + suggestion;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof InvalidDocumentException invalid) {
            invalid.problems().forEach(problem -> err.println(Printable.text("error: " + problem)));
            return ExitCode.FAILED;
        }
        err.println(Printable.text("error: " + (e.getMessage() == null ? e.toString() : e.getMessage())));
        return exitCode(e);
    }

    private static int exitCode(Exception e) {
        if (e instanceof UsageException) {
            return ExitCode.USAGE;
        }
        return e instanceof UnreachableException ? ExitCode.UNREACHABLE : ExitCode.FAILED;
    }
}
