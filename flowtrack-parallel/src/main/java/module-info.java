/** Several trackers on several cores, with the results of one. */
module io.flowtrack.parallel {
    requires transitive io.flowtrack.api;
    requires io.flowtrack.core;
    requires org.jctools.core;
    requires static transitive org.jspecify;

    exports io.flowtrack.parallel;
}
