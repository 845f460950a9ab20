/** The words of flowtrack: packets in, flows kept, events out. */
module io.flowtrack.api {
    requires static transitive org.jspecify;

    exports io.flowtrack.api;
}
