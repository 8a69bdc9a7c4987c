package io.hypha;

import io.hypha.access.AdminKey;
import io.hypha.connector.RouteFile;
import io.hypha.integration.IntegrationStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told when the runtime has started: where everything is, and what loaded or did not, and why. Printed for people, with a
 * new admin key; or logged for programs, without it, as logs are collected and kept.
 */
final class Banner {
    private static final Logger LOG = LoggerFactory.getLogger(Banner.class);
    private static final int MOST_LINES = 20;

    private final HyphaRuntime runtime;
    private final Path data;
    private final long tookMillis;

    Banner(HyphaRuntime runtime, Path data, long tookMillis) {
        this.runtime = runtime;
        this.data = data;
        this.tookMillis = tookMillis;
    }

    void print(PrintStream out) {
        lines(newKey()).forEach(out::println);
        out.flush();
    }

    /** As one event. */
    void log() {
        LOG.info("{}", String.join("\n", lines(keptKey())));
    }

    private List<String> lines(String key) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "Hypha %s is running (started in %.1f s)", Version.HYPHA, tookMillis / 1000.0));
        lines.add("  API       " + runtime.api() + "/api/v1");
        lines.add("  Docs      " + runtime.api() + "/docs");
        lines.add("  Health    " + runtime.observe() + "/observe/health");
        lines.add("  Key       " + key);
        addIntegrations(lines, runtime.service().statuses());
        runtime.files().files().stream()
                .filter(file -> !file.problems().isEmpty())
                .limit(MOST_LINES)
                .forEach(file -> addFile(lines, file));
        return lines;
    }

    private String newKey() {
        AdminKey admin = runtime.adminKey();
        boolean isNew = admin.origin() == AdminKey.Origin.NEW;
        return isNew ? admin.value() + "  (admin; shown once, kept " + keptKey() + ")" : keptKey();
    }

    private String keptKey() {
        return runtime.adminKey().origin() == AdminKey.Origin.SETTING
                ? "the admin key you set"
                : "in " + data.resolve(AdminKey.FILE);
    }

    private static void addIntegrations(List<String> lines, List<IntegrationStatus> all) {
        List<IntegrationStatus> broken = all.stream()
                .filter(integration -> integration.problem() != null)
                .toList();
        lines.add("  Loaded    "
                + (all.isEmpty()
                        ? "no integrations yet: ./hypha register --help"
                        : all.size() + " integrations, " + broken.size() + " not running"));
        broken.stream()
                .limit(MOST_LINES)
                .forEach(integration -> lines.add("  FAILED    " + integration.id() + ": " + integration.problem()));
    }

    private static void addFile(List<String> lines, RouteFile file) {
        file.problems().forEach(problem -> lines.add("  REJECTED  " + file.path() + ": " + problem));
    }
}
