/** What a tracker has counted, as Micrometer's meters. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has a module name, and no more
module io.flowtrack.micrometer {
    requires transitive io.flowtrack.api;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;

    exports io.flowtrack.micrometer;
}
