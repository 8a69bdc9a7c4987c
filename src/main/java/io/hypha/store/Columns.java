package io.hypha.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.argument.Argument;

/** Instants as columns: in UTC, whatever the machine's time zone is, and in the microseconds that both databases keep. */
final class Columns {
    private Columns() {}

    static Argument instant(Instant value) {
        OffsetDateTime column = value == null ? null : utc(value);
        return (position, statement, context) -> statement.setObject(position, column, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    static OffsetDateTime utc(Instant value) {
        return value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String name) throws SQLException {
        OffsetDateTime column = row.getObject(name, OffsetDateTime.class);
        return column == null ? null : column.toInstant();
    }
}
