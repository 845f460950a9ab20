package io.flowtrack.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Real traffic for a lab, in processes of its own: {@code server}, or {@code client} with a number of connections. */
final class LiveTraffic {
    static final int PORT = 8080;

    private static final int ANSWER_LENGTH = 50_000;

    private LiveTraffic() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("server")) {
            serve();
        } else {
            ask(Integer.parseInt(arguments[1]));
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

    private static void ask(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket("192.0.2.2", PORT)) {
                socket.getOutputStream().write(1);
                socket.getInputStream().readAllBytes();
            }
        }
    }
}
