package io.hypha.config;

/** What a document may be at most, so that a hostile one is refused before it costs anything. */
final class DocumentLimits {
    static final int YAML_BYTES = 2 * 1024 * 1024;
    /** The most that hypha.http.max-body may allow. */
    static final int JSON_BYTES = 16 * 1024 * 1024;

    static final int DEPTH = 64;
    static final int ALIASES = 50;
    /** Nodes and characters that all aliases of a document may add to it. */
    static final int ALIASED = 1024 * 1024;

    static final int NUMBER_CHARACTERS = 1000;
    /** Characters of all pointers whose lines are kept; beyond, the line of an ancestor has to do. */
    static final int POINTER_CHARACTERS = 4 * 1024 * 1024;

    private DocumentLimits() {}
}
