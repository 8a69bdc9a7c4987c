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

        assertThat(text.render(name -> 1)).isEqualTo(rendered);
        assertThat(String.join(" ", text.params())).isEqualTo(names == null ? "" : names);
    }

    @Test
    void shouldKnowTheQuotesOfMySql() {
        SqlText text = SqlText.parse("select '\\':a', `b:c`, :d # :e\n, @v := 1", Engine.MARIADB);

        assertThat(text.params()).containsExactly("d");
        assertThat(text.render(name -> 1)).isEqualTo("select '\\':a', `b:c`, ? # :e\n, @v := 1");
    }

    @Test
    void shouldWriteOneMarkForEachElementOfAList() {
        SqlText text = SqlText.parse("select * from t where id in (:ids)", Engine.MARIADB);

        assertThat(text.render(name -> 3)).endsWith("in (?, ?, ?)");
        assertThat(text.render(name -> 0)).endsWith("in (null)");
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
