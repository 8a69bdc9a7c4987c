package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @Test
    void shouldKnowTheNewestVersionSoThatFlywayNeedNotBeAsked() {
        Migrations migrations = new Migrations(inMemory(), "h2:mem");
        assertThat(migrations.version()).isNull();
        migrations.apply();

        assertThat(migrations.version()).isEqualTo(Migrations.NEWEST);
    }

    private static DataSource inMemory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:migrations;DB_CLOSE_DELAY=-1");
        return source;
    }
}
