/** Statistics of flows for machine learning. */
module io.flowtrack.features {
    requires transitive io.flowtrack.api;
    requires static transitive org.jspecify;

    exports io.flowtrack.features;
}
