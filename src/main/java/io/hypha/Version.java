package io.hypha;

import java.util.Optional;

/** What runs here. */
final class Version {
    static final String HYPHA = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");
    static final String CAMEL = Optional.ofNullable(
                    org.apache.camel.CamelContext.class.getPackage().getImplementationVersion())
            .orElse("unknown");

    private Version() {}
}
