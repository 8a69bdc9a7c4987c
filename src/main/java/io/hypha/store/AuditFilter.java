package io.hypha.store;

import static io.hypha.store.Columns.instant;

import io.hypha.audit.AuditQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The condition of an audit query: only what was asked for, so that an index fits.
 *
 * @param order newest first; begins with the column of the index, as H2 sorts anew otherwise
 */
record AuditFilter(String where, String order, Map<String, Object> values) {
    static AuditFilter of(AuditQuery query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new TreeMap<>();
        add(conditions, values, "integration_id = :integration", "integration", query.integration());
        add(conditions, values, "actor = :actor", "actor", query.actor());
        add(conditions, values, "action = :action", "action", query.action());
        String index = conditions.isEmpty() ? "" : conditions.get(0).replaceFirst(" .*", ", ");
        addOutcomes(conditions, values, query.outcomes());
        add(conditions, values, "happened_at >= :from", "from", query.from() == null ? null : instant(query.from()));
        add(conditions, values, "happened_at < :to", "to", query.to() == null ? null : instant(query.to()));
        return new AuditFilter(
                conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions),
                " ORDER BY " + index + "happened_at DESC, id DESC",
                values);
    }

    private static void addOutcomes(List<String> conditions, Map<String, Object> values, List<String> outcomes) {
        List<String> names = new ArrayList<>();
        for (String outcome : outcomes) {
            String name = "outcome" + names.size();
            names.add(":" + name);
            values.put(name, outcome);
        }
        if (!names.isEmpty()) {
            conditions.add("outcome IN (" + String.join(", ", names) + ")");
        }
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }
}
