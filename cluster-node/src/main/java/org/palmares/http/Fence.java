package org.palmares.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.palmares.http.problem.ProblemException;
import org.palmares.ops.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one value that cannot be shown from taking the list that it is in away from everyone: it is counted, logged and left out. */
final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

    private final Metrics metrics;

    Fence(Metrics metrics) {
        this.metrics = metrics;
    }

    /** What {@code shape} makes of {@code items}, without those for which it throws. */
    <T, R> List<R> shapes(List<T> items, Function<T, String> name, Function<T, R> shape) {
        return items.stream().flatMap(item -> shape(() -> name.apply(item), () -> shape.apply(item)).stream()).toList();
    }

    /** What is {@code wanted}, without those for which that question throws. */
    <T> Stream<T> filter(Stream<T> items, Function<T, String> name, Function<T, Boolean> wanted) {
        return items.filter(item -> shape(() -> name.apply(item), () -> wanted.apply(item)).orElse(false));
    }

    private <R> Optional<R> shape(Supplier<String> name, Supplier<R> shape) {
        try {
            return Optional.ofNullable(shape.get());
        } catch (ProblemException asked) {
            throw asked;
        } catch (RuntimeException fault) {
            leftOut(name.get(), fault);
            return Optional.empty();
        }
    }

    /** Counts and logs that {@code name} is left out. */
    void leftOut(String name, RuntimeException fault) {
        metrics.count(Metrics.Counter.LEFT_OUT, "list");
        LOG.warn("{} is left out of an answer, because it cannot be shown", name, fault);
    }
}
