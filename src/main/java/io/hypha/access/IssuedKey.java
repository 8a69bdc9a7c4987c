package io.hypha.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A key just made: the only time that it is seen.
 *
 * @param secret what is sent to authenticate; it is kept nowhere
 */
public record IssuedKey(@JsonUnwrapped ApiKey details, @JsonProperty("key") String secret) {
    @Override
    public String toString() {
        return "IssuedKey[" + details.id() + "]";
    }
}
