package io.hypha.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables to the version that this program needs. */
final class Migrations {
    /** Of the last script in db/migration. */
    static final String NEWEST = "1";

    private static final String LAST =
            "SELECT \"version\" FROM \"hypha_schema_history\" WHERE \"success\" ORDER BY \"installed_rank\" DESC LIMIT 1";

    private final DataSource database;
    private final String name;
    private boolean made;

    Migrations(DataSource database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Flyway takes longer to find that there is nothing to do than all the rest of opening, so it is asked only if there is. */
    void apply() {
        String before = version();
        if (!NEWEST.equals(before)) {
            migrate();
        }
        made = before == null;
    }

    /** Whether there were no tables before. */
    boolean made() {
        return made;
    }

    /** The version of the tables; null where that is for Flyway to find out, or to complain about. */
    String version() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .table("hypha_schema_history")
                    // Other programs may have tables in the same schema of a PostgreSQL.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    // None: a migration that only a newer program knows is not ignored.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new StoreException(
                    "The database's tables (" + name + ") are not those of this version of Hypha. Run the version that"
                            + " wrote them last, or a newer one: " + e.getMessage(),
                    e);
        } catch (FlywayException e) {
            throw Failures.explain("bring the database's tables up to date", name, e);
        }
    }
}
