package io.flowtrack.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;
import org.w3c.dom.Document;

/** A plot of what a packet costs: a group of bars for each case, on a logarithmic axis. */
final class CostChart {
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 560;
    private static final int LABEL_ROTATION = 60;

    private CostChart() {}

    static CategoryChart of(Run run) {
        List<Case> cases = Contender.cases(run);
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Processor time per packet, Java " + run.java())
                .xAxisTitle("flows, workload")
                .yAxisTitle("nanoseconds per packet")
                .build();
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisMin(1.0)
                .setXAxisLabelRotation(LABEL_ROTATION)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        // Every dash of the usual stroke would be a shape of its own in the file.
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
        List<String> labels = cases.stream().map(Case::toString).toList();
        for (Contender contender : Contender.present(run)) {
            // A bar of the axis's least value is none.
            List<Double> nanos = cases.stream()
                    .map(packets ->
                            contender.in(run, packets).map(Measurement::nanos).orElse(1.0))
                    .toList();
            chart.addSeries(contender.title(), labels, nanos);
        }
        return chart;
    }

    /**
     * Draws through Batik, because what XChart itself brings for SVG is not under a permissive licence.
     *
     * @throws IOException if the file cannot be written
     */
    static void write(CategoryChart chart, Path file) throws IOException {
        Document document = GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        SVGGraphics2D graphics = new SVGGraphics2D(document);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        try (Writer writer = Files.newBufferedWriter(file)) {
            graphics.stream(writer, true);
        }
    }
}
