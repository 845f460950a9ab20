/** The tracker: packets in, flow events out. */
module io.flowtrack.core {
    requires transitive io.flowtrack.api;
    requires static transitive org.jspecify;
    requires static jdk.jfr;

    exports io.flowtrack.core;
    exports io.flowtrack.core.extract;
}
