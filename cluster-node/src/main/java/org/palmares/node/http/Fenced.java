package org.palmares.node.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.palmares.node.board.Fence;
import org.palmares.node.http.problem.ProblemException;

/** Lists of which each item has a {@link Fence} of its own; what is wrong with the question itself is answered all the same. */
public final class Fenced {

    private Fenced() {}

    /** What {@code shape} makes of {@code items}, without those for which it throws. */
    public static <T, R> List<R> shapes(Fence fence, List<T> items, Function<T, String> name, Function<T, R> shape) {
        return items.stream().flatMap(item -> shape(fence, () -> name.apply(item), () -> shape.apply(item)).stream()).toList();
    }

    /** What is {@code wanted}, without those for which that question throws. */
    public static <T> Stream<T> filter(Fence fence, Stream<T> items, Function<T, String> name, Function<T, Boolean> wanted) {
        return items.filter(item -> shape(fence, () -> name.apply(item), () -> wanted.apply(item)).orElse(false));
    }

    private static <R> Optional<R> shape(Fence fence, Supplier<String> name, Supplier<R> shape) {
        try {
            return Optional.ofNullable(shape.get());
        } catch (ProblemException asked) {
            throw asked;
        } catch (RuntimeException fault) {
            fence.leftOut("listed", name.get(), fault);
            return Optional.empty();
        }
    }
}
