/** Where packets come from: capture files, and network interfaces through libpcap. */
module io.flowtrack.pcap {
    requires transitive io.flowtrack.api;
    requires static com.github.luben.zstd_jni;
    requires static com.sun.jna;
    requires static transitive org.jspecify;
    requires static org.tukaani.xz;

    exports io.flowtrack.pcap;
}
