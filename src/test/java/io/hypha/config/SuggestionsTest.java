package io.hypha.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> KNOWN = List.of("execute", "encrypt", "list", "timeout", "retry_count");

    @ParameterizedTest
    @CsvSource({
        "timeot, timeout",
        "TIMEOUT, timeout",
        "retry_cout, retry_count",
        "lst, list",
        "exec, execute",
        "retry, retry_count"
    })
    void shouldFindWhatWasMeant(String name, String meant) {
        assertThat(Suggestions.closest(name, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"nothing_like_it", "e", "en"})
    void shouldNotGuess(String name) {
        assertThat(Suggestions.closest(name, KNOWN)).isEmpty();
    }
}
