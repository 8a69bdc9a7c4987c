package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hypha.TestThreads;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ValueMaskingTest {
    private static final String SECRET = "p\u00e4ss/wo\"rd+ %1~*\n";

    private final ValueMasking masking = new ValueMasking();

    @Test
    void shouldMaskWhereverItStands() {
        masking.learn("s3cret-value");

        assertThat(masking.mask("s3cret-value")).isEqualTo("******");
        assertThat(masking.mask("s3cret-value is s3cret-values3cret-value.")).isEqualTo("****** is ******.");
        assertThat(masking.mask("a s3cret-valu s3cret-value")).isEqualTo("a s3cret-valu ******");
    }

    @Test
    void shouldGiveBackTheSameTextWhereNothingIsSecret() {
        String text = new String("nothing to see here");
        assertThat(masking.mask(text)).isSameAs(text);

        masking.learn("s3cret-value");

        assertThat(masking.mask(text)).isSameAs(text);
        assertThat(masking.mask("")).isEmpty();
        assertThat(masking.mask(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12345", Masking.MASK})
    void shouldLeaveShortValuesAlone(String value) {
        masking.learn(value);

        assertThat(masking.mask("x " + value + " y")).isEqualTo("x " + value + " y");
    }

    @Test
    void shouldIgnoreNull() {
        masking.learn(null);
        masking.forget(null);

        assertThat(masking.mask("anything at all")).isEqualTo("anything at all");
    }

    @Test
    void shouldMaskOtherSpellings() {
        masking.learn(SECRET);
        String form = URLEncoder.encode(SECRET, UTF_8);
        String json = "p\u00e4ss/wo\\\"rd+ %1~*\\n";

        String lower = form.replace("%2F", "%2f").replace("%C3%A4", "%c3%a4").replace("%2B", "%2b");

        for (String spelling : List.of(
                SECRET,
                json,
                form,
                lower.replace("%7E", "%7e").replace("%0A", "%0a"),
                form.replace("+", "%20"),
                form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"))) {
            assertThat(masking.mask("<" + spelling + ">")).as(spelling).isEqualTo("<******>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&lt;b&gt;&amp;&quot;c'd",
                "a&lt;b&gt;&amp;&#34;c&#39;d",
                "a&lt;b&gt;&amp;&quot;c&#x27;d",
                "a&lt;b&gt;&amp;&quot;c&apos;d",
                "a&lt;b&gt;&amp;\"c'd",
                "a<b>&\\\"c'd",
                "a<b>&\\\\\\\"c'd"
            })
    void shouldMaskEscapedForHtmlAndTwiceForJson(String spelling) {
        masking.learn("a<b>&\"c'd");

        assertThat(masking.mask("<" + spelling + ">")).isEqualTo("<******>");
    }

    @Test
    void shouldWarnOfShortValues() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ValueMasking.class);
        log.start();
        logger.addAppender(log);
        try {
            masking.learn("");
            masking.learn("s3cret");
            masking.learn("s3cre");
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("shorter than 6 characters")
                .doesNotContain("s3cre");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "user: ", "a\u00e4\u00f6:"})
    void shouldMaskInBase64WhateverStandsBeside(String before) {
        masking.learn(SECRET);
        masking.learn("123456");
        for (String secret : List.of(SECRET, "123456")) {
            for (String after : List.of("", "x", "xy", "xyz")) {
                byte[] bytes = (before + secret + after).getBytes(UTF_8);
                for (Base64.Encoder encoder : List.of(
                        Base64.getEncoder(),
                        Base64.getUrlEncoder(),
                        Base64.getUrlEncoder().withoutPadding())) {
                    String text = encoder.encodeToString(bytes);

                    String masked = masking.mask(text);

                    assertThat(masked).contains("******");
                    assertThat(masked.length() - 6)
                            .as("left of %s: %s", text, masked)
                            .isLessThanOrEqualTo(text.length() - (secret.getBytes(UTF_8).length * 4 / 3 - 3));
                }
            }
        }
    }

    @Test
    void shouldMaskOverlappingValuesWhole() {
        masking.learn("abcdefgh");
        masking.learn("efghijkl");
        masking.learn("cdefgh");

        assertThat(masking.mask("-abcdefghijkl-")).isEqualTo("-******-");
    }

    @Test
    void shouldFindEachOfThousandsThatBeginAndEndAlike() {
        Random random = new Random(1);
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            secrets.add("eyJhbGciOiJIUzI1NiJ9." + Long.toHexString(random.nextLong()) + i + "_sk_live==");
        }
        secrets.forEach(masking::learn);

        assertThat(secrets).allSatisfy(secret -> assertThat(masking.mask("token=" + secret + "&x"))
                .isEqualTo("token=******&x"));
        assertThat(masking.mask("eyJhbGciOiJIUzI1NiJ9.".repeat(10_000))).doesNotContain("***");
    }

    @Test
    void shouldMaskWhileLearnedMoreOftenThanForgotten() {
        masking.learn("s3cret-value");
        masking.learn("s3cret-value");

        masking.forget("s3cret-value");
        assertThat(masking.mask("s3cret-value")).isEqualTo("******");

        masking.forget("s3cret-value");
        masking.forget("s3cret-value");
        masking.forget("never learned");
        assertThat(masking.mask("s3cret-value")).isEqualTo("s3cret-value");
    }

    @Test
    void shouldKeepSpellingsThatAnotherSecretHas() {
        String encoded = Base64.getEncoder().encodeToString("abcdefghi".getBytes(UTF_8));
        masking.learn("abcdefghi");
        masking.learn(encoded);

        masking.forget("abcdefghi");

        assertThat(masking.mask(encoded)).isEqualTo("******");
        assertThat(masking.mask("abcdefghi")).isEqualTo("abcdefghi");
    }

    @Test
    void shouldKeepNothingOfForgottenValues() {
        for (int i = 0; i < 1_000; i++) {
            masking.learn("secret number " + i);
        }
        for (int i = 0; i < 1_000; i++) {
            masking.forget("secret number " + i);
        }

        assertThat(masking).usingRecursiveComparison().isEqualTo(new ValueMasking());
    }

    @Test
    void shouldMaskWhileOthersLearn() {
        masking.learn("s3cret-value");
        CompletableFuture<Void> learning = CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < 2_000; i++) {
                        masking.learn("s3cret-" + i);
                        masking.forget("s3cret-" + i);
                    }
                },
                TestThreads.PER_TASK);

        while (!learning.isDone()) {
            assertThat(masking.mask("x s3cret-value y")).isEqualTo("x ****** y");
        }
        assertThat(learning).isCompleted();
    }
}
