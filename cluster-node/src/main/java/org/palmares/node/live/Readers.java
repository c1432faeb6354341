package org.palmares.node.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.palmares.node.server.PipeThread;
import org.palmares.node.watch.Metrics;

/**
 * Those who follow. One who catches up, or is ahead, is told alone; all others together with those who follow the same. Used by the live actor
 * only, but for their number.
 */
final class Readers {

    /** Of one Games: those told alone, and whether each has caught up; those told together. */
    private record Followers(Map<LiveReader, Boolean> alone, Map<Interest, Together> together) {

        private Followers() {
            this(new IdentityHashMap<>(), new HashMap<>());
        }
    }

    private final Metrics metrics;
    private final int turns;
    private final Map<String, Followers> games = new HashMap<>();
    private final Map<PipeThread, Round> rounds = new HashMap<>();
    private long joined;
    private volatile int count;

    /** @param turns as many signs of life there are, each to some of them */
    Readers(int turns, Metrics metrics) {
        this.turns = turns;
        this.metrics = metrics;
    }

    /** Their number; may be asked by any thread. */
    int count() {
        return count;
    }

    boolean anyOf(String code) {
        return games.containsKey(code);
    }

    /** Begins with {@code reader}, told alone. */
    void add(LiveReader reader) {
        if (games.computeIfAbsent(reader.filter().games(), any -> new Followers()).alone().put(reader, false) == null) {
            count++;
        }
    }

    /** {@code reader} has caught up; it goes with the others unless it {@code isAhead}. */
    void caughtUp(LiveReader reader, boolean isAhead) {
        Followers followers = games.get(reader.filter().games());
        if (followers != null && followers.alone().replace(reader, true) != null && !isAhead) {
            join(followers, reader);
        }
    }

    /** {@code reader} is ahead no more; it goes with the others if it has caught up. */
    void level(LiveReader reader) {
        Followers followers = games.get(reader.filter().games());
        if (followers != null && followers.alone().getOrDefault(reader, false)) {
            join(followers, reader);
        }
    }

    private void join(Followers followers, LiveReader reader) {
        followers.alone().remove(reader);
        followers.together().computeIfAbsent(Interest.of(reader), any -> new Together(this::open)).add(reader, (int) (joined++ % turns));
    }

    private Audience open(PipeThread thread) {
        return new Audience(rounds.computeIfAbsent(thread, Round::new), metrics);
    }

    void remove(LiveReader reader) {
        Followers followers = games.get(reader.filter().games());
        if (followers != null && isRemoved(followers, reader)) {
            count--;
            if (followers.alone().isEmpty() && followers.together().isEmpty()) {
                games.remove(reader.filter().games());
            }
        }
    }

    private static boolean isRemoved(Followers followers, LiveReader reader) {
        if (followers.alone().remove(reader) != null) {
            return true;
        }
        if (followers.together().isEmpty()) {
            return false;
        }
        Interest interest = Interest.of(reader);
        Together together = followers.together().get(interest);
        boolean was = together != null && together.remove(reader);
        if (was && together.readers().isEmpty()) {
            followers.together().remove(interest);
        }
        return was;
    }

    /** Those of a Games who are told alone. */
    List<LiveReader> alone(String code) {
        return games.containsKey(code) ? List.copyOf(games.get(code).alone().keySet()) : List.of();
    }

    /** Those of a Games who are told together. */
    Map<Interest, Together> together(String code) {
        return games.containsKey(code) ? games.get(code).together() : Map.of();
    }

    /** All who are told alone. */
    List<LiveReader> alone() {
        return games.values().stream().flatMap(followers -> followers.alone().keySet().stream()).toList();
    }

    void forTogether(Consumer<Together> what) {
        forTogether(any -> true, what);
    }

    /** Those who are told together and are interested in what {@code which} says. */
    void forTogether(Predicate<Interest> which, Consumer<Together> what) {
        games.values().forEach(followers -> followers.together().forEach((interest, those) -> {
            if (which.test(interest)) {
                what.accept(those);
            }
        }));
    }

    List<LiveReader> everybody() {
        List<LiveReader> all = new ArrayList<>(alone());
        forTogether(together -> all.addAll(together.readers()));
        return all;
    }
}
