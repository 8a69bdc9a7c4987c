package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for people, in columns as wide as they need; the last is never padded, so long text there does no harm. */
final class Table {
    private static final String GAP = "  ";

    /** A column's heading, and the field of each row it shows: a name, or names joined by dots. */
    record Column(String heading, String field) {
        String cell(JsonNode row) {
            JsonNode value = row;
            for (String name : field.split("\\.", -1)) {
                value = value.path(name);
            }
            return Cell.of(value);
        }
    }

    private final List<Column> columns;

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    /** Columns written as {@code HEADING=field}. */
    static Table of(String... columns) {
        return new Table(Arrays.stream(columns)
                .map(column -> column.split("=", 2))
                .map(parts -> new Column(parts[0], parts[1]))
                .toList());
    }

    /** The rows under their headings, or {@code none} if there are no rows. */
    String render(Iterable<JsonNode> rows, String none) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::heading).toList());
        rows.forEach(row ->
                lines.add(columns.stream().map(column -> column.cell(row)).toList()));
        return lines.size() == 1 ? none : align(lines);
    }

    private String align(List<List<String>> lines) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = lines.stream()
                    .map(line -> line.get(column))
                    .map(Table::width)
                    .max(Comparator.naturalOrder())
                    .orElse(0);
        }
        return lines.stream().map(line -> join(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String join(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - width(cell))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
