package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFinderTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost", "https://[::1]:8443"})
    void shouldGiveAdminKeyToThisMachine(String url) throws IOException {
        assertThat(finder().find(null, ApiAddress.parse(url))).contains("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com:8080", "http://localhost.example.com", "http://127.0.0.1.example.com"})
    void shouldKeepAdminKeyFromOthers(String url) throws IOException {
        assertThat(finder().find(null, ApiAddress.parse(url))).isEmpty();
        assertThat(finder().advice(ApiAddress.parse(url))).doesNotContain("admin.key");
    }

    @Test
    void shouldNotQuoteWhatIsNoKey() throws IOException {
        Path file = Files.writeString(data.resolve("key"), "s3cret\nX-Other: 1");
        ApiAddress api = ApiAddress.parse("http://localhost");
        assertThatThrownBy(() -> finder().find(file, api))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldFindNothingWhereNothingIs() {
        ApiKeyFinder finder = new ApiKeyFinder(Map.of(), () -> data.resolve("none"));
        assertThat(finder.find(null, ApiAddress.parse("http://localhost"))).isEmpty();
    }

    private ApiKeyFinder finder() throws IOException {
        Path adminKey = Files.writeString(data.resolve("admin.key"), "admin\n");
        return new ApiKeyFinder(Map.of(), () -> adminKey);
    }
}
