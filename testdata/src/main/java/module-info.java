/** Traffic for tests: frames, conversations, and what goes wrong with them. */
module io.flowtrack.testdata {
    requires transitive io.flowtrack.api;

    exports io.flowtrack.testdata;
}
