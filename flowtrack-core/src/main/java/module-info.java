/** The tracker: packets in, flow events out. */
module io.flowtrack.core {
    requires transitive io.flowtrack.api;
    requires static transitive org.jspecify;

    exports io.flowtrack.core;
    exports io.flowtrack.core.extract;
}
