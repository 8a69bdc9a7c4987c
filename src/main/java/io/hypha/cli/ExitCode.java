package io.hypha.cli;

/** What the shell is told. */
final class ExitCode {
    static final int OK = 0;
    /** The runtime, or this machine, refused: a message says why. */
    static final int FAILED = 1;
    /** The command was not understood. */
    static final int USAGE = 2;

    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
