package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** The ways a secret is written in what leaves the runtime. */
final class Spellings {
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private Spellings() {}

    /** Those of at least {@code shortest} characters, each once. */
    static Set<String> of(String secret, int shortest) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(secret);
        // Twice where JSON is quoted in JSON, as in a backend's answer that is told of in an error.
        spellings.add(json(secret));
        spellings.add(json(json(secret)));
        addHtml(secret, spellings);
        addUrlEncoded(secret, spellings);
        byte[] bytes = secret.getBytes(UTF_8);
        for (int before = 0; before < 3; before++) {
            spellings.add(base64(Base64.getEncoder(), bytes, before));
            spellings.add(base64(Base64.getUrlEncoder(), bytes, before));
        }
        spellings.removeIf(spelling -> spelling.length() < shortest);
        return spellings;
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Quotes have several spellings, none better than the others. */
    private static void addHtml(String secret, Set<String> spellings) {
        for (String escaped : List.of(StringEscapeUtils.escapeHtml4(secret), StringEscapeUtils.escapeXml10(secret))) {
            String quoted = escaped.replace("&apos;", "'");
            for (String apostrophe : List.of("'", "&#39;", "&#x27;", "&apos;")) {
                String spelling = quoted.replace("'", apostrophe);
                spellings.add(spelling);
                spellings.add(spelling.replace("&quot;", "&#34;"));
                spellings.add(spelling.replace("&quot;", "\""));
            }
        }
    }

    private static void addUrlEncoded(String secret, Set<String> spellings) {
        String form = URLEncoder.encode(secret, UTF_8);
        String spaced = form.replace("+", "%20");
        String strict = spaced.replace("*", "%2A").replace("%7E", "~");
        for (String spelling : new String[] {form, spaced, strict}) {
            spellings.add(spelling);
            spellings.add(
                    PERCENT.matcher(spelling).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * What is the same wherever in a base64 text the secret stands, as in {@code user:secret} of basic authentication: characters
     * that also hold bits of its neighbours are left out.
     *
     * @param before how many bytes before it share its first group of three
     */
    private static String base64(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int start = before == 0 ? 0 : before + 1;
        int end = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
        return text.substring(Math.min(start, end), end);
    }
}
