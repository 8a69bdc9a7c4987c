package io.hypha.store;

import static io.hypha.store.Columns.instant;
import static java.util.Objects.requireNonNull;

import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditQuery;
import io.hypha.audit.AuditStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The audit in a database. */
public final class JdbcAuditStore implements AuditStore {
    /** Rows of one transaction: short enough that writers hardly wait, and that a rollback is small. */
    private static final int DELETE_BATCH = 10_000;

    private static final String INSERT =
            """
            INSERT INTO hypha_audit (happened_at, actor, door, action, integration_id, outcome, request_id, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;

    public JdbcAuditStore(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    @Override
    public void append(List<AuditEvent> events) {
        if (!events.isEmpty()) {
            database.write("store audit events", handle -> insert(handle, events));
        }
    }

    @Override
    public void appendBehind(List<AuditEvent> events) {
        if (!events.isEmpty()) {
            database.writeBehind("store audit events", handle -> insert(handle, events));
        }
    }

    /** By JDBC itself: there may be thousands a second, and Jdbi's bindings cost a quarter of the whole. */
    private static void insert(Handle handle, List<AuditEvent> events) {
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            for (AuditEvent event : events) {
                bind(insert, event);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("a batch of audit events failed", e, null);
        }
    }

    private static void bind(PreparedStatement insert, AuditEvent event) throws SQLException {
        insert.setObject(1, Columns.utc(event.at()), Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setString(2, event.actor());
        insert.setString(3, event.door());
        insert.setString(4, event.action());
        insert.setString(5, event.integration());
        insert.setString(6, event.outcome());
        insert.setString(7, event.requestId());
        insert.setString(8, event.detail());
    }

    @Override
    public List<AuditEvent> find(AuditQuery query) {
        AuditFilter filter = AuditFilter.of(query);
        return database.read("read the audit", handle -> handle.createQuery(
                        "SELECT happened_at, actor, door, action, integration_id, outcome, request_id, detail"
                                + " FROM hypha_audit" + filter.where() + filter.order() + " LIMIT :limit")
                .bindMap(filter.values())
                .bind("limit", query.limit())
                .map((row, context) -> event(row))
                .list());
    }

    @Override
    public int deleteBefore(Instant oldest) {
        int deleted = 0;
        int last;
        do {
            last = database.compute("delete old audit events", handle -> deleteSome(handle, oldest));
            deleted += last;
        } while (last == DELETE_BATCH);
        return deleted;
    }

    /** By id: H2 asks a subquery again for every row that it deletes. */
    private static int deleteSome(Handle handle, Instant oldest) {
        List<Long> ids = handle.createQuery("SELECT id FROM hypha_audit WHERE happened_at < :oldest LIMIT :batch")
                .bind("oldest", instant(oldest))
                .bind("batch", DELETE_BATCH)
                .mapTo(Long.class)
                .list();
        if (!ids.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch("DELETE FROM hypha_audit WHERE id = :id");
            ids.forEach(id -> batch.bind("id", id).add());
            batch.execute();
        }
        return ids.size();
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                instant(row, "happened_at"),
                row.getString("actor"),
                row.getString("door"),
                row.getString("action"),
                row.getString("integration_id"),
                row.getString("outcome"),
                row.getString("request_id"),
                row.getString("detail"));
    }
}
