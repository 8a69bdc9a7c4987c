package io.hypha.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of each command that calls a runtime. */
final class RemoteOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the runtime is; else HYPHA_URL, else what the settings of this machine say.")
    String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "File that holds the API key; else HYPHA_API_KEY, else admin.key in the data folder"
                    + " (for a runtime on this machine only).")
    Path keyFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for people, or json for programs.")
    Output.Format format;
}
