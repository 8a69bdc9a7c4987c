package io.hypha.management;

import io.hypha.integration.IfMatch;
import io.hypha.integration.Integration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on an integration (RFC 9110, 13.1). Its entity tag is {@code "REVISION-CREATED"}, the time in base 36: revisions begin
 * anew where an id is registered again. The revision alone will do too.
 *
 * @param ifMatch what it must be; null for any
 * @param mustBeNew true if it must not exist
 */
record Preconditions(IfMatch ifMatch, boolean mustBeNew) {
    private static final Pattern TAG = Pattern.compile("\"?([0-9]{1,18})(?:-([0-9a-z]{1,12}))?\"?");

    /** @throws ProblemException 400 for headers that name no revision */
    static Preconditions parse(String ifMatch, String ifNoneMatch) {
        return new Preconditions(ifMatch(ifMatch), mustBeNew(ifNoneMatch));
    }

    static String tag(Integration integration) {
        return "\"" + integration.revision() + "-"
                + Long.toString(IfMatch.micros(integration.createdAt()), Character.MAX_RADIX) + "\"";
    }

    private static IfMatch ifMatch(String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return ifMatch == null ? null : IfMatch.EXISTS;
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw malformed("If-Match must be one ETag, a revision such as \"7\", or *");
        }
        String created = matcher.group(2);
        return new IfMatch(
                Long.valueOf(matcher.group(1)),
                created == null ? null : Long.valueOf(Long.parseLong(created, Character.MAX_RADIX)));
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
