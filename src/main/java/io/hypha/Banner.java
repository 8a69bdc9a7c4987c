package io.hypha;

import io.hypha.access.AdminKey;
import io.hypha.config.Settings;
import io.hypha.connector.RouteFile;
import io.hypha.integration.IntegrationStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a person is told when the runtime has started: where everything is, and what loaded or did not, and why. */
final class Banner {
    private static final int MOST_LINES = 20;

    private final HyphaRuntime runtime;
    private final Settings settings;

    Banner(HyphaRuntime runtime, Settings settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    void print(PrintStream out, long tookMillis) {
        out.printf(Locale.ROOT, "Hypha %s is running (started in %.1f s)%n", Version.HYPHA, tookMillis / 1000.0);
        out.println("  API       " + runtime.api() + "/api/v1");
        out.println("  Docs      " + runtime.api() + "/docs");
        out.println("  Health    " + runtime.observe() + "/observe/health");
        out.println("  Key       " + key());
        printIntegrations(out, runtime.service().statuses());
        runtime.files().files().stream()
                .filter(file -> !file.problems().isEmpty())
                .limit(MOST_LINES)
                .forEach(file -> printFile(out, file));
        out.flush();
    }

    private String key() {
        AdminKey admin = runtime.adminKey();
        if (settings.adminKey().isPresent()) {
            return "the admin key you set";
        }
        String file = settings.data().resolve(AdminKey.FILE).toString();
        return admin.isNew() ? admin.value() + "  (admin; shown once, kept in " + file + ")" : "in " + file;
    }

    private static void printIntegrations(PrintStream out, List<IntegrationStatus> all) {
        List<IntegrationStatus> broken = all.stream()
                .filter(integration -> integration.problem() != null)
                .toList();
        out.println("  Loaded    "
                + (all.isEmpty()
                        ? "no integrations yet: ./hypha register --help"
                        : all.size() + " integrations, " + broken.size() + " not running"));
        broken.stream()
                .limit(MOST_LINES)
                .forEach(integration -> out.println("  FAILED    " + integration.id() + ": " + integration.problem()));
    }

    private static void printFile(PrintStream out, RouteFile file) {
        file.problems().forEach(problem -> out.println("  REJECTED  " + file.path() + ": " + problem));
    }
}
