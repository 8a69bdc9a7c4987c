package io.hypha;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A TCP proxy on a free loopback port that treats connections badly. What it does can be changed at any time. */
final class FaultProxy implements AutoCloseable {
    /** What happens to octets. */
    enum Fault {
        NONE,
        /** Octets are taken and go nowhere, as if the other machine had lost its power. */
        HALF_OPEN,
        /** The backend's answer is cut off by a reset, in its middle. */
        RESET_ANSWER,
        /** The backend's octets come one by one, with a pause after each. */
        TRICKLE
    }

    private static final int SOME_OF_AN_ANSWER = 200;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;

    /** @param target a port of this machine */
    FaultProxy(int target) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.target = target;
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void fault(Fault next) {
        fault = next;
    }

    /** Resets all connections there are. */
    void cut() {
        open.forEach(FaultProxy::reset);
        open.clear();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket backend = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(backend);
            run(() -> pump(client, backend, false));
            run(() -> pump(backend, client, true));
        }
    }

    private void pump(Socket from, Socket to, boolean answer) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] octets = new byte[8192];
        for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
            if (fault == Fault.TRICKLE && answer) {
                trickle(octets, count, out);
            } else if (fault == Fault.RESET_ANSWER && answer) {
                out.write(octets, 0, Math.min(count, SOME_OF_AN_ANSWER));
                out.flush();
                reset(to);
                reset(from);
            } else if (fault != Fault.HALF_OPEN) {
                out.write(octets, 0, count);
                out.flush();
            }
        }
        to.shutdownOutput();
    }

    private static void trickle(byte[] octets, int count, OutputStream out) throws IOException {
        for (int i = 0; i < count; i++) {
            out.write(octets[i]);
            out.flush();
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already: so much the better.
            return;
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    /** A connection that ends ends its threads; nobody needs to be told. */
    private static void run(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
