package io.hypha.management;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The page that a problem's {@code type} leads to, made of the table of problems. */
final class ProblemsPage {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Hypha: problems</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/docs/docs.css">
            </head>
            <body>
            <main>
            <h1>Problems</h1>
            <p>Every failed request is answered with <code>application/problem+json</code> (RFC 9457).
            Its <code>code</code> is one of these. <a href="/docs">The API</a></p>
            <table>
            <thead><tr><th>Code</th><th>Status</th><th>Title</th><th>What to do</th></tr></thead>
            <tbody>
            %s
            </tbody>
            </table>
            </main>
            </body>
            </html>
            """;

    private ProblemsPage() {}

    static Buffer html() {
        String rows = Arrays.stream(ProblemType.values()).map(ProblemsPage::row).collect(Collectors.joining("\n"));
        return Buffer.buffer(PAGE.formatted(rows));
    }

    private static String row(ProblemType type) {
        return "<tr id=\"%s\"><td><code>%s</code></td><td>%d</td><td>%s</td><td>%s</td></tr>"
                .formatted(type.code(), type.code(), type.status(), type.title(), type.advice());
    }
}
