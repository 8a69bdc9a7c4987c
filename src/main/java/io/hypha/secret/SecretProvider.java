package io.hypha.secret;

/** Where references to secrets lead. */
interface SecretProvider {
    /** @throws IllegalArgumentException if the name is not allowed, or there is no such secret; says what to do */
    String secret(String name);
}
