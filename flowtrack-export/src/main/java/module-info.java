/** Records of flows in the formats that other tools read. */
module io.flowtrack.export {
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;
    requires transitive io.flowtrack.api;
    requires static transitive org.jspecify;

    exports io.flowtrack.export;
    exports io.flowtrack.export.ipfix;
}
