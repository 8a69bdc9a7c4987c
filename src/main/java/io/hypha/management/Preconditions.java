package io.hypha.management;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on an integration's revision (RFC 9110, 13.1), whose entity tag is the revision in quotes.
 *
 * @param revision the revision it must have; null for any
 * @param mustBeNew true if it must not exist
 */
record Preconditions(Long revision, boolean mustBeNew) {
    private static final Pattern TAG = Pattern.compile("\"?([0-9]{1,18})\"?");

    /** @throws ProblemException 400 for headers that name no revision */
    static Preconditions parse(String ifMatch, String ifNoneMatch) {
        return new Preconditions(revision(ifMatch), mustBeNew(ifNoneMatch));
    }

    static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    private static Long revision(String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw malformed("If-Match must be one revision, such as \"7\", or *");
        }
        return Long.valueOf(matcher.group(1));
    }

    private static boolean mustBeNew(String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw malformed("If-None-Match must be *, for a PUT that only creates");
        }
        return ifNoneMatch != null;
    }

    private static ProblemException malformed(String rule) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, rule);
    }
}
