package io.hypha.store;

import static io.hypha.store.Columns.instant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.integration.DesiredState;
import io.hypha.integration.Owner;
import io.hypha.integration.Registration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Rows of the registry, each read by itself: one that is damaged does not keep the others from running. */
final class RegistryRows {
    private final ConfigColumn configs;

    RegistryRows(ConfigColumn configs) {
        this.configs = configs;
    }

    /**
     * A row.
     *
     * @param refused null unless the config is there and cannot be decrypted
     */
    record Row(Registration registration, StoreException refused) {
        boolean isDecrypted() {
            return registration.unreadable() == null;
        }
    }

    Row row(ResultSet row) throws SQLException {
        String id = row.getString("id");
        long revision = row.getLong("revision");
        byte[] column = row.getBytes("config");
        if (column == null) {
            return new Row(registration(row, none(), missing(id, revision)), null);
        }
        try {
            return new Row(registration(row, configs.read(id, revision, column), null), null);
        } catch (StoreException e) {
            return new Row(registration(row, none(), e.getMessage()), e);
        }
    }

    /** @throws StoreException if there are encrypted configs, and not one can be decrypted: the keys are others */
    static List<Registration> readable(List<Row> rows) {
        if (rows.stream().noneMatch(Row::isDecrypted)) {
            rows.stream().map(Row::refused).filter(Objects::nonNull).findFirst().ifPresent(refused -> {
                throw refused;
            });
        }
        return rows.stream().map(Row::registration).toList();
    }

    private static String missing(String id, long revision) {
        return "The stored definition of integration '" + id + "' is missing: the database has no revision " + revision
                + " of it. Restore the database from a backup, or replace the definition";
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Registration registration(ResultSet row, ObjectNode config, String unreadable) throws SQLException {
        return new Registration(
                row.getString("id"),
                config,
                Owner.parse(row.getString("owner")),
                DesiredState.valueOf(row.getString("desired").toUpperCase(Locale.ROOT)),
                row.getLong("revision"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                unreadable);
    }
}
