package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.camel.routes.DroppedFile.Entry;
import java.util.ArrayList;
import java.util.List;

/** The names that a file declares. Routes without an id get one from the file: {@code orders/import.yaml#1}. */
final class Names {
    private Names() {}

    static List<Name> of(DroppedFile file) {
        List<Name> names = new ArrayList<>();
        int routes = 0;
        for (Entry entry : file.entries()) {
            switch (entry.kind()) {
                case "route", "from" -> names.add(route(file, entry, ++routes));
                case "templatedRoute" -> names.add(named(Name.ROUTE, entry, "routeId"));
                case "routeTemplate" -> names.add(named(Name.TEMPLATE, entry, "id"));
                case "routeConfiguration" -> names.add(named(Name.CONFIGURATION, entry, "id"));
                case "beans" -> addBeans(names, entry);
                default -> {}
            }
        }
        return names;
    }

    static List<String> values(List<Name> names, String kind) {
        return names.stream()
                .filter(name -> name.kind().equals(kind))
                .map(Name::value)
                .toList();
    }

    private static Name route(DroppedFile file, Entry entry, int number) {
        String id = entry.kind().equals("route") ? entry.value().path("id").asText() : "";
        return id.isEmpty()
                ? new Name(Name.ROUTE, file.path() + "#" + number, entry.pointer())
                : new Name(Name.ROUTE, id, entry.pointer() + "/id");
    }

    private static Name named(String kind, Entry entry, String key) {
        return new Name(kind, entry.value().path(key).asText(), entry.pointer() + "/" + key);
    }

    private static void addBeans(List<Name> names, Entry entry) {
        int at = 0;
        for (JsonNode bean : entry.value()) {
            names.add(new Name(Name.BEAN, bean.path("name").asText(), entry.pointer() + "/" + at + "/name"));
            at++;
        }
    }
}
