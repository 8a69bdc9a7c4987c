package io.hypha.cli;

/** Shows a key that was just made. */
final class NewKey {
    private NewKey() {}

    /** Only the key goes to standard output, so that it can be sent straight into a file. */
    static void show(Reply reply, Output output) {
        output.show(reply.body(), answer -> Printable.line(answer.path("key").asText()));
        output.note("key " + reply.body().path("id").asText() + " of "
                + reply.body().path("name").asText() + "; it cannot be shown again");
    }
}
