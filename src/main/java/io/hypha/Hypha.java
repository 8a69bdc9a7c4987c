package io.hypha;

import io.hypha.cli.Cli;
import io.hypha.cli.Terminal;
import java.nio.file.Path;

/** The command {@code hypha}. */
public final class Hypha {
    private Hypha() {}

    /** The system property {@code hypha.home} says where Hypha is installed; the current folder if it is not set. */
    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("hypha.home", "")).toAbsolutePath();
        ThisMachine machine = new ThisMachine(home, System.getenv(), System.out);
        System.exit(new Cli(machine, Terminal.system(), System.getenv(), Version.HYPHA).run(arguments));
    }
}
