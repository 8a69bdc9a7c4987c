package io.hypha.tour;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL for the tour of the README, with the seed's database and user; runs until it is killed. */
public final class Postgres {
    private Postgres() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(port).start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role \"user\" login password 'pass'");
            statement.execute("create database mydb owner \"user\"");
            System.out.println("PostgreSQL on 127.0.0.1:" + port);
            Thread.currentThread().join();
        }
    }
}
