package io.hypha.secret;

import java.util.Map;

/** Environment variables whose names begin as is allowed. */
record EnvironmentSecrets(Map<String, String> environment, String prefix) implements SecretProvider {
    @Override
    public String secret(String name) {
        if (!name.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "only environment variables whose names begin with " + prefix + " may be used: '" + name + "'");
        }
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the environment variable " + name + " is not set: set it and start again");
        }
        return value;
    }

    @Override
    public String toString() {
        return "EnvironmentSecrets[" + prefix + "]";
    }
}
