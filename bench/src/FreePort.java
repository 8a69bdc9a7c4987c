import java.net.ServerSocket;

/** Prints a port that nobody listens on. */
final class FreePort {
    private FreePort() {}

    public static void main(String[] arguments) throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            System.out.println(socket.getLocalPort());
        }
    }
}
