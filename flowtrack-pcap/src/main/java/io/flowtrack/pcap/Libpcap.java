package io.flowtrack.pcap;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libpcap (1.5 or newer) that are called here, under libpcap's own names; see its manual pages. Pointers
 * are plain numbers, so that a call allocates nothing. This is the only class that knows JNA.
 */
final class Libpcap {
    /** System property that names another library than libpcap, or where it lies. */
    static final String LIBRARY_PROPERTY = "io.flowtrack.libpcap";

    /** {@code PCAP_ERRBUF_SIZE}: bytes of a buffer for error texts. */
    static final int ERROR_TEXT_LENGTH = 256;

    static final int PCAP_ERROR_NO_SUCH_DEVICE = -5;
    static final int PCAP_ERROR_PERM_DENIED = -8;
    static final int PCAP_ERROR_IFACE_NOT_UP = -9;
    static final int PCAP_ERROR_PROMISC_PERM_DENIED = -11;
    static final int PCAP_TSTAMP_PRECISION_NANO = 1;
    static final int PCAP_NETMASK_UNKNOWN = 0xFFFF_FFFF;

    private static final @Nullable String PROBLEM = load();

    private Libpcap() {}

    /**
     * Makes sure that the functions can be called. To be called first.
     *
     * @throws IOException if libpcap or JNA is not there; the message says what to install
     */
    static void require() throws IOException {
        if (PROBLEM != null) {
            throw new IOException(PROBLEM);
        }
    }

    private static @Nullable String load() {
        String name = "pcap";
        try {
            name = System.getProperty(LIBRARY_PROPERTY, Platform.isWindows() ? "wpcap" : name);
            Native.register(Libpcap.class, NativeLibrary.getInstance(name));
            return Native.POINTER_SIZE == Long.BYTES ? null : "a 64-bit Java is needed to call libpcap";
        } catch (NoClassDefFoundError e) {
            return "JNA is not on the class path or module path: add net.java.dev.jna:jna-jpms";
        } catch (UnsatisfiedLinkError e) {
            if (String.valueOf(e.getMessage()).contains("jnidispatch")) {
                return "JNA cannot load its own native part: " + e.getMessage();
            }
            return "libpcap 1.5 or newer is not installed ('" + name + "' was looked for): apt-get install libpcap0.8"
                    + " (Debian, Ubuntu), dnf install libpcap (Fedora), apk add libpcap (Alpine)";
        }
    }

    /** Zeroed memory that native code can be shown, in the byte order of this machine. */
    static ByteBuffer memory(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }

    /** Where memory from {@link #memory} lies. */
    static long address(ByteBuffer memory) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    }

    /** Native memory as a buffer, in the byte order of this machine. Whether it may be read is up to the caller. */
    static ByteBuffer buffer(long address, int length) {
        return new Pointer(address).getByteBuffer(0, length);
    }

    static native long pcap_create(String device, long errorText);

    static native int pcap_set_snaplen(long pcap, int length);

    static native int pcap_set_promisc(long pcap, int yes);

    static native int pcap_set_timeout(long pcap, int millis);

    static native int pcap_set_buffer_size(long pcap, int length);

    static native int pcap_set_tstamp_precision(long pcap, int precision);

    static native int pcap_get_tstamp_precision(long pcap);

    static native int pcap_activate(long pcap);

    static native int pcap_setnonblock(long pcap, int yes, long errorText);

    static native int pcap_get_selectable_fd(long pcap);

    static native int pcap_datalink(long pcap);

    static native int pcap_next_ex(long pcap, long headerPointer, long bytesPointer);

    static native int pcap_stats(long pcap, long stats);

    static native String pcap_geterr(long pcap);

    static native String pcap_statustostr(int status);

    static native void pcap_close(long pcap);

    static native long pcap_open_dead(int dataLink, int snapLength);

    static native int pcap_compile(long pcap, long program, String expression, int optimize, int netmask);

    static native int pcap_setfilter(long pcap, long program);

    static native int pcap_offline_filter(long program, long header, long bytes);

    static native void pcap_freecode(long program);

    /** POSIX, not libpcap, but found through it: waits for file descriptors. */
    static native int poll(long descriptors, long count, int timeoutMillis);
}
