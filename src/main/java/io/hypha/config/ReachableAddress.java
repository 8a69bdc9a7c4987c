package io.hypha.config;

import java.net.URI;
import java.util.regex.Pattern;

/** Where a client on this machine reaches a server that listens. */
public final class ReachableAddress {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::|(0+:){7})0{0,3}1]?");

    private ReachableAddress() {}

    /** Whether only this machine reaches a server that listens on it. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** @param host what the server listens on: a name or an address, IPv6 with or without brackets, or all of the machine's */
    public static URI of(boolean tls, String host, int port) {
        return URI.create((tls ? "https://" : "http://") + reachable(host) + ":" + port);
    }

    private static String reachable(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.equals("0.0.0.0") || bare.equals("::")) {
            return "127.0.0.1";
        }
        return bare.contains(":") ? "[" + bare + "]" : bare;
    }
}
