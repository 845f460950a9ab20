/** The command {@code flowtrack}: packets in, flows out. */
@SuppressWarnings({"requires-automatic", "module"}) // EvalEx, HdrHistogram and JLine are no modules yet
module io.flowtrack.cli {
    requires EvalEx;
    requires HdrHistogram;
    requires com.fasterxml.jackson.core;
    requires com.github.luben.zstd_jni;
    requires info.picocli;
    requires io.flowtrack.api;
    requires io.flowtrack.core;
    requires io.flowtrack.export;
    requires io.flowtrack.features;
    requires io.flowtrack.parallel;
    requires io.flowtrack.pcap;
    requires me.tongfei.progressbar;
    requires org.jline.terminal;
    requires org.tukaani.xz;
    requires static org.jspecify;

    uses io.flowtrack.export.RecordFileFormat;

    opens io.flowtrack.cli to
            info.picocli;
}
