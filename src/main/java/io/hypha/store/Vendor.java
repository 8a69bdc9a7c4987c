package io.hypha.store;

import com.zaxxer.hikari.HikariConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the databases do differently. */
enum Vendor {
    H2("jdbc:h2:", Optional.of("CHECKPOINT SYNC")) {
        @Override
        void configure(HikariConfig pool, StoreSettings settings) {
            pool.setJdbcUrl(withDefaults(settings.url()));
            pool.setUsername(settings.username() == null ? "sa" : settings.username());
            pool.setPassword(settings.password() == null ? "" : settings.password());
            // H2 closes the file with its last connection, which takes time: keep them all.
            pool.setMinimumIdle(POOL_SIZE);
            pool.setMaxLifetime(0);
        }
    },
    POSTGRESQL("jdbc:postgresql:", Optional.empty()) {
        @Override
        void configure(HikariConfig pool, StoreSettings settings) {
            pool.setJdbcUrl(settings.url());
            pool.setUsername(settings.username());
            pool.setPassword(settings.password());
            pool.setMinimumIdle(1);
            // One more, for the lock.
            pool.setMaximumPoolSize(POOL_SIZE + 1);
            // The details quote values of rows.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.addDataSourceProperty("ApplicationName", "hypha");
            // Seconds; a server that vanished would be waited for without an end.
            pool.addDataSourceProperty("socketTimeout", "30");
        }

        @Override
        boolean isShared() {
            return true;
        }
    };

    static final int POOL_SIZE = 4;

    private final String prefix;
    private final Optional<String> makeDurable;

    Vendor(String prefix, Optional<String> makeDurable) {
        this.prefix = prefix;
        this.makeDurable = makeDurable;
    }

    static Optional<Vendor> of(String url) {
        return Arrays.stream(values())
                .filter(vendor -> url.startsWith(vendor.prefix))
                .findFirst();
    }

    /** The URL without its properties and its user: they may hold a password. */
    static String describe(String url) {
        return url.replaceFirst("(?s)[;?].*", "")
                .replaceFirst("//[^/@]*@", "//")
                .replaceFirst("^jdbc:", "");
    }

    /** Whether programs on several machines can use one database at a time. */
    boolean isShared() {
        return false;
    }

    abstract void configure(HikariConfig pool, StoreSettings settings);

    /**
     * The statement after which a commit survives the end of the process and of the machine, where the commit alone does not.
     *
     * <p>H2 writes behind, by 500 ms. WRITE_DELAY=0 would make each commit write, but also ends the thread that compacts the
     * file, and does not sync the disk.
     */
    Optional<String> makeDurable() {
        return makeDurable;
    }

    private static String withDefaults(String url) {
        String upper = url.toUpperCase(Locale.ROOT);
        StringBuilder full = new StringBuilder(url);
        // Closed by us, after the audit's last events; and no trace file, as it would quote rows.
        for (String option : new String[] {"DB_CLOSE_ON_EXIT=FALSE", "TRACE_LEVEL_FILE=0", "LOCK_TIMEOUT=10000"}) {
            if (!upper.contains(";" + option.substring(0, option.indexOf('=') + 1))) {
                full.append(';').append(option);
            }
        }
        return full.toString();
    }
}
