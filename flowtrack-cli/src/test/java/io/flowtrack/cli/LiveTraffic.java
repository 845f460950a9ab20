package io.flowtrack.cli;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Real traffic for a lab, in processes of its own: {@code server}; {@code client} with a number of connections; or {@code
 * flood} with a number of datagrams, as fast as they go.
 */
final class LiveTraffic {
    static final int PORT = 8080;

    /** Where the flood goes (RFC 863). */
    static final int DISCARD_PORT = 9;

    private static final String SERVER = "192.0.2.2";
    private static final int DATAGRAM_LENGTH = 200;

    private static final int ANSWER_LENGTH = 50_000;

    private LiveTraffic() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "server" -> serve();
            case "client" -> ask(Integer.parseInt(arguments[1]));
            case "flood" -> flood(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void serve() throws IOException {
        try (ServerSocket server = new ServerSocket(PORT)) {
            System.out.println("ready");
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(new byte[ANSWER_LENGTH]);
                }
            }
        }
    }

    private static void flood(int count) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_LENGTH], DATAGRAM_LENGTH);
        try (DatagramSocket socket = new DatagramSocket()) {
            packet.setSocketAddress(new InetSocketAddress(SERVER, DISCARD_PORT));
            for (int i = 0; i < count; i++) {
                socket.send(packet); // not connected, so that nobody tells this socket that nobody listens
            }
        }
    }

    private static void ask(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket(SERVER, PORT)) {
                socket.getOutputStream().write(1);
                socket.getInputStream().readAllBytes();
            }
        }
    }
}
