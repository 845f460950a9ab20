/** Where packets come from: capture files. */
module io.flowtrack.pcap {
    requires transitive io.flowtrack.api;
    requires static transitive org.jspecify;

    exports io.flowtrack.pcap;
}
