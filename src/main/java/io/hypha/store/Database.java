package io.hypha.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The database, open and at the version this program needs. Thread-safe; one process at a time may have it open.
 *
 * <p>Where the file of an H2 cannot be written, all that follows is refused until a restart.
 */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Vendor vendor;
    private final String name;
    private final Optional<DataFile> file;
    private final Optional<WriterLock> lock;
    private final boolean fresh;
    private final StoreThreads threads = new StoreThreads(Vendor.POOL_SIZE);
    private volatile boolean broken;

    private Database(
            HikariDataSource pool,
            Vendor vendor,
            String name,
            Optional<DataFile> file,
            Optional<WriterLock> lock,
            boolean fresh) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.vendor = vendor;
        this.name = name;
        this.file = file;
        this.lock = lock;
        this.fresh = fresh;
    }

    /**
     * Opens the database, makes it if it is not there, and brings its tables up to date.
     *
     * @throws StoreException if that cannot be done; its message says why and what to do
     */
    public static Database open(StoreSettings settings) {
        Vendor vendor = Vendor.of(settings.url()).orElseThrow();
        String name = Vendor.describe(settings.url());
        Optional<DataFile> file = DataFile.of(settings.url());
        file.ifPresent(DataFile::prepare);
        HikariDataSource pool = connect(settings, vendor, name);
        try {
            Optional<WriterLock> lock = vendor.isShared() ? Optional.of(new WriterLock(pool, name)) : Optional.empty();
            lock.ifPresent(WriterLock::take);
            Migrations migrations = new Migrations(pool, name);
            migrations.apply();
            return new Database(pool, vendor, name, file, lock, migrations.made());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Whether it had no tables before it was opened. */
    public boolean isFresh() {
        return fresh;
    }

    /** What people know it by, without user and password. */
    public String name() {
        return name;
    }

    private static HikariDataSource connect(StoreSettings settings, Vendor vendor, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hypha-store");
        config.setMaximumPoolSize(Vendor.POOL_SIZE);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(5));
        vendor.configure(config, settings);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw Failures.explain("open the database", name, e);
        }
    }

    /**
     * Reads something.
     *
     * @param what is attempted, as in "Cannot ..."
     */
    <T> T read(String what, Function<Handle, T> query) {
        return run(what, () -> jdbi.withHandle(query::apply));
    }

    /** Changes something: all of it or nothing, and durably when this returns. */
    void write(String what, Consumer<Handle> change) {
        compute(what, handle -> {
            change.accept(handle);
            return null;
        });
    }

    /** As {@link #write}, but durable only when the database writes by itself, which it does within a second. */
    void writeBehind(String what, Consumer<Handle> change) {
        file.ifPresent(DataFile::demandSpace);
        run(what, () -> {
            lock.ifPresent(WriterLock::demand);
            return jdbi.inTransaction(handle -> {
                change.accept(handle);
                return null;
            });
        });
    }

    /** As {@link #write}, with an answer. */
    <T> T compute(String what, Function<Handle, T> change) {
        file.ifPresent(DataFile::demandSpace);
        return run(what, () -> {
            lock.ifPresent(WriterLock::demand);
            return jdbi.withHandle(handle -> {
                T answer = handle.inTransaction(change::apply);
                vendor.makeDurable().ifPresent(handle::execute);
                return answer;
            });
        });
    }

    private <T> T run(String what, Supplier<T> work) {
        String title = "Cannot " + what + " (" + name + "): ";
        if (broken) {
            throw new StoreException(title + "an earlier write failed. Restart Hypha when that is mended");
        }
        try {
            return threads.call(title, work);
        } catch (JdbiException e) {
            broken |= file.isPresent() && Failures.isFatal(e);
            throw Failures.explain(what, name, e);
        }
    }

    /** Ends when what is being written is written; afterwards nothing can be read or written. */
    @Override
    public void close() {
        threads.close();
        pool.close();
    }
}
