package io.hypha.camel.http;

/**
 * What a backend may make us do.
 *
 * @param maxResponseSize octets of a body, after decompression
 * @param followRedirects whether to go where redirects lead within the endpoint's own origin
 */
record HttpLimits(long maxResponseSize, boolean followRedirects) {
    HttpLimits {
        if (maxResponseSize < 1 || maxResponseSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "max_response_size must be 1 to " + Integer.MAX_VALUE + " bytes: " + maxResponseSize);
        }
    }
}
