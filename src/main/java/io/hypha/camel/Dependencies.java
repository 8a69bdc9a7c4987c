package io.hypha.camel;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Document;
import io.hypha.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;

/** What a Kamelet says it needs on the class path ({@code spec.dependencies}). */
final class Dependencies {
    /** Those that are always there. */
    private static final Set<String> OURS = Set.of("camel:core", "camel:kamelet");

    /** Camel looks for a bean of that name where there is no such class. */
    private static final Pattern CLASS = Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*");

    private Dependencies() {}

    /** The problem, with advice where it comes of something that is not on the class path. */
    static Problem advise(Document document, Throwable failure, Problem problem) {
        return areMissing(failure) ? problem.withMessage(problem.message() + advice(document)) : problem;
    }

    /** How to get what is missing. */
    static String advice(Document document) {
        List<String> names = new ArrayList<>();
        for (JsonNode dependency : document.root().at("/spec/dependencies")) {
            if (!OURS.contains(dependency.asText())) {
                names.add(dependency.asText());
            }
        }
        return ": add its jar to the lib folder"
                + (names.isEmpty() ? "" : "; the file needs " + String.join(", ", names));
    }

    /** Whether it failed since something is not on the class path. */
    static boolean areMissing(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(Dependencies::isMissing);
    }

    private static boolean isMissing(Throwable cause) {
        return cause instanceof ClassNotFoundException
                || cause instanceof NoClassDefFoundError
                || cause instanceof NoSuchLanguageException
                || cause instanceof NoSuchEndpointException
                || (cause instanceof NoSuchBeanException bean
                        && CLASS.matcher(bean.getName()).matches())
                || String.valueOf(cause.getMessage()).startsWith("Data format '");
    }
}
