package io.hypha.camel.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/** Keeps a response's body as it arrives, and gives up where it grows too large. Used by one thread at a time. */
final class BodyCollector implements Handler<Buffer> {
    private static final Buffer EMPTY = Buffer.buffer();

    private final long limit;
    private final Runnable tooLarge;
    private Buffer body = EMPTY;
    private boolean copied;
    private boolean overflowed;

    /** @param tooLarge run once, at the first octet beyond the limit */
    BodyCollector(long limit, Runnable tooLarge) {
        this.limit = limit;
        this.tooLarge = tooLarge;
    }

    @Override
    public void handle(Buffer chunk) {
        if (overflowed) {
            return;
        }
        if ((long) body.length() + chunk.length() > limit) {
            overflowed = true;
            tooLarge.run();
        } else if (body.length() == 0) {
            body = chunk;
        } else {
            append(chunk);
        }
    }

    /** Most bodies come in one chunk, which need not be copied. */
    private void append(Buffer chunk) {
        if (!copied) {
            body = Buffer.buffer(2 * (body.length() + chunk.length())).appendBuffer(body);
            copied = true;
        }
        body.appendBuffer(chunk);
    }

    Buffer body() {
        return body;
    }
}
