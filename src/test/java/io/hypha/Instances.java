package io.hypha;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many live objects of each class there are in this process: what a leak looks like from outside. */
record Instances(Map<String, Long> byClass, long octets) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    /** Collects garbage first. */
    static Instances count() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return parse(histogram);
        } catch (JMException e) {
            throw new AssertionError("no histogram of the heap", e);
        }
    }

    private static Instances parse(String histogram) {
        Map<String, Long> byClass = new TreeMap<>();
        long octets = 0;
        for (String line : histogram.split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                byClass.merge(matcher.group(3), Long.valueOf(matcher.group(1)), Long::sum);
                octets += Long.parseLong(matcher.group(2));
            }
        }
        return new Instances(byClass, octets);
    }

    /** Classes of which there are this many more than before, with how many. */
    Map<String, Long> grownSince(Instances before, long many) {
        Map<String, Long> grown = new TreeMap<>();
        byClass.forEach((name, count) -> {
            long more = count - before.byClass.getOrDefault(name, 0L);
            if (more >= many) {
                grown.put(name, more);
            }
        });
        return grown;
    }
}
