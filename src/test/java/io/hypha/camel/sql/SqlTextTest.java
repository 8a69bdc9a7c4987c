package io.hypha.camel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "select * from t where id = :id ~ select * from t where id = ? ~ id",
                "select :a, :b, :a ~ select ?, ?, ? ~ a b a",
                "select :x::jsonb, y::text ~ select ?::jsonb, y::text ~ x",
                "select ':x' || :y ~ select ':x' || ? ~ y",
                "select 'it''s :x', :y ~ select 'it''s :x', ? ~ y",
                "select \"a:b\", :y ~ select \"a:b\", ? ~ y",
                "select 1 -- :x ~ select 1 -- :x ~ ",
                "select /* :x /* :y */ :z */ :w ~ select /* :x /* :y */ :z */ ? ~ w",
                "do $$ begin perform :x; end $$ ~ do $$ begin perform :x; end $$ ~ ",
                "select $tag$ :x $$ :y $tag$, :z ~ select $tag$ :x $$ :y $tag$, ? ~ z",
                "select E'\\':x', :y ~ select E'\\':x', ? ~ y",
                "select data ? 'k', data ?| :keys ~ select data ?? 'k', data ??| ? ~ keys",
                "select data ?? 'k' ~ select data ?? 'k' ~ ",
                "select arr[1:2], :y ~ select arr[1:2], ? ~ y",
                "select a$b, :y$1 ~ select a$b, ? ~ y$1"
            })
    void shouldFindNamesWhereTheyAreParams(String sql, String rendered, String names) {
        SqlText text = SqlText.parse(sql, Engine.POSTGRESQL);

        assertThat(text.render((name, place) -> 1)).isEqualTo(rendered);
        assertThat(String.join(" ", text.params())).isEqualTo(names == null ? "" : names);
    }

    @Test
    void shouldKnowTheQuotesOfMySql() {
        SqlText text = SqlText.parse("select '\\':a', `b:c`, :d # :e\n, @v := 1", Engine.MARIADB);

        assertThat(text.params()).containsExactly("d");
        assertThat(text.render((name, place) -> 1)).isEqualTo("select '\\':a', `b:c`, ? # :e\n, @v := 1");
    }

    @Test
    void shouldWriteOneMarkForEachElementOfAList() {
        SqlText text = SqlText.parse("select * from t where id in (:ids)", Engine.MARIADB);

        assertThat(text.render((name, place) -> 3)).endsWith("in (?, ?, ?)");
        assertThat(text.render((name, place) -> 0)).endsWith("in (null)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id in (:x) | LIST",
                "id not in ( /* all */ :x ) | LIST",
                "id in (1, :x, 2) | LIST",
                "id in (:x::int) | WITHIN_LIST",
                "id in (:x + 1) | WITHIN_LIST",
                "id in (lower(:x)) | ORDINARY",
                "id in (select i from t where i = any(:x)) | ORDINARY",
                "id = any(:x) | ORDINARY",
                "id = :x | ORDINARY"
            })
    void shouldKnowWhereArraysAreLists(String condition, Place place) {
        assertThat(SqlText.parse("select * from t where " + condition, Engine.POSTGRESQL)
                        .places())
                .containsExactly(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'x", "select \"x", "select /* x", "select $$ x", " "})
    void shouldRefuseWhatDoesNotEnd(String sql) {
        assertThatThrownBy(() -> SqlText.parse(sql, Engine.POSTGRESQL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseParamsWithoutName() {
        assertThatThrownBy(() -> SqlText.parse("select ?", Engine.H2)).hasMessageContaining("write :name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "POSTGRESQL ~ QUERY ~ select 1; -- x ~ select 1",
                "POSTGRESQL ~ QUERY ~ (select ';') ; /* y */ ; ~ (select ';')",
                "POSTGRESQL ~ UPDATE ~ create rule r as on insert to t do also (delete from a; delete from b); ~ create rule r as on insert to t do also (delete from a; delete from b)",
                "MARIADB ~ UPDATE ~ create procedure p() begin if 1 then select 1; end if; end; ~ create procedure p() begin if 1 then select 1; end if; end",
                "MARIADB ~ CALL ~ begin not atomic select case 1 when 1 then 2 end; select 2; end ~ begin not atomic select case 1 when 1 then 2 end; select 2; end",
                "MARIADB ~ QUERY ~ select 5--1 ~ select 5--1",
                "JDBC ~ CALL ~ begin p(); q(); end; ~ begin p(); q(); end;",
                "JDBC ~ CALL ~ { :x = call f() } ~ { :x = call f() }",
                "H2 ~ QUERY ~ select force from t ~ select force from t",
                "H2 ~ UPDATE ~ create view v as select \"force\" from t ~ create view v as select \"force\" from t",
                "DUCKDB ~ QUERY ~ pragma table_info('t') ~ pragma table_info('t')",
                "DUCKDB ~ QUERY ~ select query from t ~ select query from t"
            })
    void shouldCutAStatementAtItsEnd(Engine engine, Kind kind, String sql, String statement) {
        assertThat(StatementRules.require(sql, kind, engine).strip()).isEqualTo(statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "POSTGRESQL ~ CALL ~ call p(); commit ~ one call runs one statement",
                "POSTGRESQL ~ CALL ~ begin ~ batch",
                "POSTGRESQL ~ UPDATE ~ create function f() returns int begin atomic select 1; end; commit ~ one call runs one statement",
                "POSTGRESQL ~ UPDATE ~ select \uD83D\uDE00$$; commit; select 1 -- $$ ~ one call runs one statement",
                "POSTGRESQL ~ UPDATE ~ {fn commit} ~ begins with a word",
                "MARIADB ~ UPDATE ~ begin not atomic select 1; end ~ procedure",
                "H2 ~ QUERY ~ select $x$; commit; select 1 ~ one call runs one statement",
                "H2 ~ UPDATE ~ \u017Fet password 'x' ~ 'set' is refused",
                "JDBC ~ UPDATE ~ alter session set x = 1 ~ later calls share",
                "DUCKDB ~ QUERY ~ pragma threads = 1 ~ pragma is refused"
            })
    void shouldSayWhyAStatementIsRefused(Engine engine, Kind kind, String sql, String why) {
        assertThatThrownBy(() -> StatementRules.require(sql, kind, engine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "select 1, QUERY",
        "' (WITH x as (select 1) select * from x)', QUERY",
        "/* hello */ -- x, UPDATE",
        "insert into t values (1), UPDATE",
        "/* select */ delete from t, UPDATE",
        "call p(), CALL",
        "{call p()}, CALL",
        "SHOW tables, QUERY",
        "explain select 1, QUERY",
        "create table t(i int), UPDATE"
    })
    void shouldTellTheKindFromTheFirstWord(String sql, Kind kind) {
        assertThat(Kind.guess(sql, Engine.POSTGRESQL)).isEqualTo(kind);
    }
}
