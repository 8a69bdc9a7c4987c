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
    private static final int MOST_NAMES = 10;

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
        lines.add("  Loaded    " + loaded(all));
        all.stream()
                .filter(integration -> integration.problem() != null)
                .limit(MOST_LINES)
                .forEach(integration -> lines.add("  FAILED    " + integration.id() + ": " + integration.problem()));
    }

    private static String loaded(List<IntegrationStatus> all) {
        if (all.isEmpty()) {
            return "no integrations yet: ./hypha register --help";
        }
        List<String> ids = all.stream()
                .filter(integration -> integration.problem() == null)
                .map(IntegrationStatus::id)
                .toList();
        String named = String.join(", ", ids.subList(0, Math.min(MOST_NAMES, ids.size())));
        String more = ids.size() > MOST_NAMES ? " and " + (ids.size() - MOST_NAMES) + " more" : "";
        return ids.size() + " of " + all.size() + " integrations" + (ids.isEmpty() ? "" : ": " + named + more);
    }

    private static void addFile(List<String> lines, RouteFile file) {
        String state = String.format(Locale.ROOT, "  %-8s  ", file.state().toUpperCase(Locale.ROOT));
        file.problems().forEach(problem -> lines.add(state + file.path() + ": " + problem));
    }
}
