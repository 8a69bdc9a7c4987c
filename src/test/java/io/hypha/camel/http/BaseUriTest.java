package io.hypha.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUriTest {
    @Test
    void shouldPercentEncodeLettersOfOtherAlphabets() {
        BaseUri uri = BaseUri.of("http://h/echo/ü/?q=€");

        assertThat(uri.path()).isEqualTo("/echo/%C3%BC");
        assertThat(uri.query()).isEqualTo("q=%E2%82%AC");
        assertThat(uri.ownPath()).isEqualTo("/echo/%C3%BC/");
        assertThatThrownBy(() -> BaseUri.of("http://ü.example/")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "/x",
                "ftp://h/",
                "file:///etc/passwd",
                "http:///x",
                "http://u:p@h/",
                "http://u@h/",
                "http://h/#f",
                "http://h:0/",
                "http://h:70000/",
                "http://a_b:70000/",
                "http://a_b:x/",
                "http://h h/",
                "http://h/\n"
            })
    void shouldRefuse(String endpoint) {
        assertThatThrownBy(() -> BaseUri.of(endpoint)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeAnEndpointApart() {
        BaseUri base = BaseUri.of("HTTPS://[::1]:8443/a%20b/");

        assertThat(base.tls()).isTrue();
        assertThat(base.host()).isEqualTo("[::1]");
        assertThat(base.server().host()).isEqualTo("::1");
        assertThat(base.path()).isEqualTo("/a%20b");
        assertThat(base.ownPath()).isEqualTo("/a%20b/");
        assertThat(base).hasToString("https://[::1]:8443");
    }

    @Test
    void shouldTakeAHostWithAnUnderscore() {
        BaseUri base = BaseUri.of("http://my_service:21010/v1");

        assertThat(base.server().host()).isEqualTo("my_service");
        assertThat(base).hasToString("http://my_service:21010");
        assertThat(base.hasOriginOf(URI.create("http://MY_SERVICE:21010/x"))).isTrue();
        assertThat(base.hasOriginOf(URI.create("http://my_service:21011/x"))).isFalse();
    }

    @Test
    void shouldTellOriginsApart() {
        BaseUri base = BaseUri.of("https://api.example.com/v1");

        assertThat(base.hasOriginOf(URI.create("https://API.example.com:443/x")))
                .isTrue();
        assertThat(base.hasOriginOf(URI.create("http://api.example.com/x"))).isFalse();
        assertThat(base.hasOriginOf(URI.create("https://api.example.com:444/x")))
                .isFalse();
        assertThat(base.hasOriginOf(URI.create("https://api.example.com.evil/x")))
                .isFalse();
        assertThat(base.hasOriginOf(URI.create("mailto:x"))).isFalse();
    }

    @Test
    void shouldNotTellPathAndQuery() {
        assertThat(BaseUri.of("https://hooks.example.com/SECRET?key=SECRET")).hasToString("https://hooks.example.com");
    }
}
