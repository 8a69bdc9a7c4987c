package io.hypha.camel.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Takes secrets out of what a route answers to HTTP: headers, texts, and streams of text up to {@link #LONGEST} bytes. Longer
 * streams, events that are sent as they happen, and what is no text pass as they are.
 */
final class MaskedAnswer extends DelegateAsyncProcessor {
    static final int LONGEST = 10 << 20;

    private static final Pattern TEXT = Pattern.compile("text/.*|.*(json|xml|yaml|javascript|urlencoded|graphql).*");
    private static final String ENDLESS = "text/event-stream";

    private final UnaryOperator<String> masking;

    MaskedAnswer(Processor route, UnaryOperator<String> masking) {
        super(route);
        this.masking = masking;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return super.process(exchange, doneSync -> {
            if (!exchange.isFailed()) {
                mask(exchange);
            }
            callback.done(doneSync);
        });
    }

    private void mask(Exchange exchange) {
        try {
            Message answer = exchange.getMessage();
            answer.getHeaders().replaceAll((name, value) -> value instanceof String text ? masking.apply(text) : value);
            answer.setBody(masked(answer, answer.getBody()));
        } catch (IOException | RuntimeException e) {
            exchange.setException(e);
        }
    }

    private Object masked(Message answer, Object body) throws IOException {
        if (body instanceof String text) {
            return masking.apply(text);
        }
        if (body instanceof byte[] bytes) {
            return masked(bytes);
        }
        if (body instanceof InputStream || body instanceof StreamCache || body instanceof Reader) {
            return isText(answer) ? masked(answer.getBody(InputStream.class)) : body;
        }
        if (body instanceof File || body instanceof WrappedFile) {
            return isText(answer) ? masked(answer.getBody(InputStream.class)) : body;
        }
        String text = body == null ? null : answer.getBody(String.class);
        return text != null && isChanged(text) ? masking.apply(text) : body;
    }

    private InputStream masked(InputStream stream) throws IOException {
        byte[] beginning = stream.readNBytes(LONGEST + 1);
        return beginning.length > LONGEST
                ? new SequenceInputStream(new ByteArrayInputStream(beginning), stream)
                : new ByteArrayInputStream(masked(beginning));
    }

    private byte[] masked(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return isChanged(text) ? masking.apply(text).getBytes(UTF_8) : bytes;
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    private boolean isChanged(String text) {
        return !masking.apply(text).equals(text);
    }

    /** Without a type it may be one. */
    private static boolean isText(Message answer) {
        String type = MessageHelper.getContentType(answer);
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return lower.isEmpty()
                || (!lower.startsWith(ENDLESS) && TEXT.matcher(lower).matches());
    }
}
