/** Where packets come from: capture files, and network interfaces through libpcap. */
module io.flowtrack.pcap {
    requires transitive io.flowtrack.api;
    requires static com.sun.jna;
    requires static transitive org.jspecify;

    exports io.flowtrack.pcap;
}
