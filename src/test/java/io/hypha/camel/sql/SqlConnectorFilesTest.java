package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file stays whole, so that it can be read and copied alone; this keeps what they share in step. */
class SqlConnectorFilesTest {
    private static JsonNode file(String name) throws Exception {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("routes/connectors", name + ".kamelet.yaml").toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql", "h2", "duckdb", "jdbc"})
    void shouldAgree(String name) throws Exception {
        for (String pointer : new String[] {
            "/spec/actions",
            "/spec/operations",
            "/spec/template",
            "/spec/definition/properties/max_rows",
            "/spec/definition/properties/max_bytes",
            "/spec/definition/properties/connection/properties/pool_size",
            "/spec/definition/properties/connection/properties/max_wait",
            "/spec/definition/properties/connection/properties/read_only"
        }) {
            assertThat(file(name).at(pointer))
                    .as(pointer)
                    .isEqualTo(file("postgresql").at(pointer));
            assertThat(file(name).at(pointer).isMissingNode()).as(pointer).isFalse();
        }
    }
}
