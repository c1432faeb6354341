package org.palmares.node.watch;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One metric: a point for each value of its labels, and no more of them than {@link Metrics#LABELS_MAX} and what counts for the rest. */
final class Points<P> {

    private static final String OTHER = "other";

    private final Function<String[], P> made;
    private final Map<List<String>, P> points = new ConcurrentHashMap<>();

    private Points(Function<String[], P> made) {
        this.made = made;
    }

    static Points<CounterDataPoint> counter(PrometheusRegistry in, String name, String help, List<String> labels) {
        return new Points<>(Counter.builder().name(name).help(help).labelNames(array(labels)).withoutExemplars().register(in)::labelValues);
    }

    static Points<GaugeDataPoint> gauge(PrometheusRegistry in, String name, String help, List<String> labels) {
        return new Points<>(Gauge.builder().name(name).help(help).labelNames(array(labels)).withoutExemplars().register(in)::labelValues);
    }

    /** @param bounds upper ends of its buckets */
    static Points<DistributionDataPoint> histogram(PrometheusRegistry in, String name, String help, List<String> labels, List<Double> bounds) {
        double[] ends = bounds.stream().mapToDouble(Double::doubleValue).toArray();
        return new Points<>(Histogram.builder()
                .name(name).help(help).labelNames(array(labels)).classicOnly().classicUpperBounds(ends).withoutExemplars().register(in)::labelValues);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** The point of {@code values}; where there are too many, that of all others, whatever their first label. */
    P of(List<String> values) {
        P known = points.get(values);
        if (known != null) {
            return known;
        }
        List<String> kept = new ArrayList<>(values);
        if (points.size() >= Metrics.LABELS_MAX && !kept.isEmpty()) {
            kept.set(0, OTHER);
        }
        return points.computeIfAbsent(List.copyOf(kept), any -> made.apply(array(kept)));
    }

    /** The point of {@code values}, where there is one. */
    Optional<P> known(List<String> values) {
        return Optional.ofNullable(points.get(values));
    }

    Collection<P> all() {
        return points.values();
    }
}
