package io.hypha.store;

import static io.hypha.store.Columns.instant;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hypha.access.ApiKey;
import io.hypha.access.KeyStore;
import io.hypha.access.Role;
import io.hypha.config.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** API keys in a database. */
public final class JdbcKeyStore implements KeyStore {
    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

    private final ObjectMapper json = Json.mapper();
    private final Database database;

    public JdbcKeyStore(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    @Override
    public List<ApiKey> all() {
        return database.read(
                "read the API keys", handle -> handle.createQuery("SELECT * FROM hypha_api_key ORDER BY created_at, id")
                        .map((row, context) -> key(row))
                        .list());
    }

    @Override
    public void save(ApiKey key) {
        database.write("save API key '" + key.id() + "'", handle -> {
            if (change(
                            handle,
                            key,
                            """
                    UPDATE hypha_api_key
                    SET name = :name, hash = :hash, role = :role, integrations = :integrations, actions = :actions,
                    created_at = :created, expires_at = :expires, revoked_at = :revoked
                    WHERE id = :id""")
                    == 0) {
                change(
                        handle,
                        key,
                        """
                        INSERT INTO hypha_api_key
                        (id, name, hash, role, integrations, actions, created_at, expires_at, revoked_at) VALUES
                        (:id, :name, :hash, :role, :integrations, :actions, :created, :expires, :revoked)""");
            }
        });
    }

    private int change(Handle handle, ApiKey key, String sql) {
        return handle.createUpdate(sql)
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("hash", key.hash())
                .bind("role", key.role().label())
                .bind("integrations", write(key.integrations()))
                .bind("actions", write(key.actions()))
                .bind("created", instant(key.createdAt()))
                .bind("expires", instant(key.expiresAt()))
                .bind("revoked", instant(key.revokedAt()))
                .execute();
    }

    private ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("hash"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                read(row.getString("integrations")),
                read(row.getString("actions")),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"));
    }

    private String write(Set<String> names) {
        try {
            return json.writeValueAsString(new TreeSet<>(names));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("names are no JSON", e);
        }
    }

    private Set<String> read(String names) {
        try {
            return json.readValue(names, NAMES);
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "The API keys' table has a limit that is no JSON list. Restore it from a backup", e);
        }
    }
}
