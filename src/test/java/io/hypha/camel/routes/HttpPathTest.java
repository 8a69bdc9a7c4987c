package io.hypha.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPathTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "/a,                         /a,                         true",
        "/a,                         a/,                         true",
        "/a,                         /b,                         false",
        "/a,                         /a/b,                       false",
        "/?matchOnUriPrefix=true,    /a/b,                       true",
        "/a?matchOnUriPrefix=true,   /a/b,                       true",
        "/a?matchOnUriPrefix=true,   /a,                         true",
        "/a/b?matchOnUriPrefix=true, /a,                         false",
        "/a/b?matchOnUriPrefix=true, /a?matchOnUriPrefix=true,   true",
        "/b?matchOnUriPrefix=true,   /a/b,                       false",
        "/a/{id},                    /a/me,                      true",
        "/a/{id},                    /a/me/x,                    false",
        "/a?httpMethodRestrict=GET,  /a?httpMethodRestrict=POST, false",
        "/a?httpMethodRestrict=GET,  '/a?httpMethodRestrict=post,get', true",
        "/a?httpMethodRestrict=GET,  /a,                         true",
    })
    void shouldTellWhetherTwoTakeTheSameRequest(String one, String other, boolean overlap) {
        assertThat(path(one).overlaps(path(other))).isEqualTo(overlap);
        assertThat(path(other).overlaps(path(one))).isEqualTo(overlap);
    }

    @Test
    void shouldSayWhatItTakes() {
        assertThat(path("/a/b?matchOnUriPrefix=true&httpMethodRestrict=POST,GET"))
                .hasToString("platform-http:/a/b* (GET, POST)");
    }

    @Test
    void shouldLetOneFileHaveAPathWithinAnother() {
        assertThat(path("/?matchOnUriPrefix=true").sameAs(path("/a"))).isFalse();
    }

    private HttpPath path(String uri) {
        return HttpPath.of(context.getEndpoint("platform-http:" + uri, PlatformHttpEndpoint.class));
    }
}
