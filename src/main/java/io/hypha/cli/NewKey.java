package io.hypha.cli;

/** Shows a key that was just made. */
final class NewKey {
    private NewKey() {}

    /** Only the key goes to standard output, so that it can be sent straight into a file. */
    static void show(Reply reply, Output output) {
        output.show(reply.body(), answer -> Printable.line(answer.path("key").asText()));
        if (output.isLost()) {
            throw new UnwrittenException(lost(reply.body().path("id").asText()));
        }
        output.note("key " + reply.body().path("id").asText() + " of "
                + reply.body().path("name").asText() + "; it cannot be shown again");
    }

    private static String lost(String id) {
        return "the key " + id
                + " was made, but cannot be written to standard output, so nobody knows it. Replace it with:"
                + " ./hypha keys rotate " + id + ", or revoke it with: ./hypha keys revoke " + id;
    }
}
