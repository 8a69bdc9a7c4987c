package io.hypha.store;

import static io.hypha.store.Columns.instant;
import static java.util.Objects.requireNonNull;

import io.hypha.integration.DesiredState;
import io.hypha.integration.IntegrationException;
import io.hypha.integration.Registration;
import io.hypha.integration.Registry;
import io.hypha.secret.RecordCipher;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The registry in a database. Each revision's config is kept, encrypted, until the integration is deleted. */
public final class JdbcRegistry implements Registry {
    private final Database database;
    private final ConfigColumn configs;
    private final RegistryRows rows;

    public JdbcRegistry(Database database, RecordCipher cipher) {
        this.database = requireNonNull(database, "database is null");
        this.configs = new ConfigColumn(cipher);
        this.rows = new RegistryRows(configs);
    }

    /** @throws StoreException also if configs are there and none can be decrypted, as with other keys */
    @Override
    public List<Registration> all() {
        return RegistryRows.readable(database.read("read the integrations", handle -> handle.createQuery(
                        """
                        SELECT i.id, i.owner, i.desired, i.revision, i.created_at, i.updated_at, r.config
                        FROM hypha_integration i
                        LEFT JOIN hypha_revision r ON r.integration_id = i.id AND r.revision = i.revision
                        ORDER BY i.id""")
                .map((row, context) -> rows.row(row))
                .list()));
    }

    /** Whether nothing is kept, and so nothing needs keys. */
    public boolean isEmpty() {
        return database.read("look into the integrations", handle -> handle.createQuery(
                                "SELECT count(*) FROM hypha_integration")
                        .mapTo(Long.class)
                        .one())
                == 0;
    }

    @Override
    public void save(Registration registration) {
        byte[] config = configs.write(registration);
        database.write("save integration '" + registration.id() + "'", handle -> {
            if (!claim(handle, registration)) {
                throw elsewhere(
                        registration.id(),
                        "cannot become revision " + registration.revision()
                                + ": the kept revision is not the one before");
            }
            keep(handle, registration, config);
        });
    }

    private static IntegrationException elsewhere(String id, String problem) {
        return new IntegrationException(
                IntegrationException.Reason.WRONG_REVISION,
                "'" + id + "' " + problem
                        + ", as something else wrote to the database. Restart Hypha to read it again");
    }

    private static boolean claim(Handle handle, Registration registration) {
        return registration.revision() == 1 ? insert(handle, registration) : replace(handle, registration);
    }

    private static boolean insert(Handle handle, Registration registration) {
        try {
            return 1
                    == change(
                            handle,
                            registration,
                            """
                    INSERT INTO hypha_integration (id, owner, desired, revision, created_at, updated_at)
                    VALUES (:id, :owner, :desired, :revision, :created, :updated)""");
        } catch (JdbiException e) {
            if (Failures.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean replace(Handle handle, Registration registration) {
        return 1
                == change(
                        handle,
                        registration,
                        """
                UPDATE hypha_integration
                SET owner = :owner, desired = :desired, revision = :revision, created_at = :created, updated_at = :updated
                WHERE id = :id AND revision = :revision - 1""");
    }

    private static int change(Handle handle, Registration registration, String sql) {
        return handle.createUpdate(sql)
                .bind("id", registration.id())
                .bind("owner", registration.owner().toString())
                .bind("desired", registration.desired().label())
                .bind("revision", registration.revision())
                .bind("created", instant(registration.createdAt()))
                .bind("updated", instant(registration.updatedAt()))
                .execute();
    }

    private static void keep(Handle handle, Registration registration, byte[] config) {
        handle.createUpdate(
                        """
                        INSERT INTO hypha_revision (integration_id, revision, config, created_at)
                        VALUES (:id, :revision, :config, :created)""")
                .bind("id", registration.id())
                .bind("revision", registration.revision())
                .bind("config", config)
                .bind("created", instant(registration.updatedAt()))
                .execute();
    }

    @Override
    public void desire(String id, DesiredState desired) {
        database.write("keep the desired state of integration '" + id + "'", handle -> {
            int changed = handle.createUpdate("UPDATE hypha_integration SET desired = :desired WHERE id = :id")
                    .bind("id", id)
                    .bind("desired", desired.label())
                    .execute();
            if (changed == 0) {
                throw elsewhere(id, "is not kept any more");
            }
        });
    }

    @Override
    public void delete(String id) {
        database.write("delete integration '" + id + "'", handle -> handle.createUpdate(
                        "DELETE FROM hypha_integration WHERE id = :id")
                .bind("id", id)
                .execute());
    }
}
