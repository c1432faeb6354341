package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.palmares.planner.clock.GamesClock;
import org.palmares.planner.day.Timetable.Entry;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;

/** What takes only so many units at once: places, and venues whose capacity is halved. */
final class Rooms {

    private final Timetable timetable;
    private final List<Item> items;
    private final List<Resource> resources = new ArrayList<>();
    private final Map<String, Integer> minutes = new HashMap<>();

    Rooms(Timetable timetable, List<Item> items) {
        this.timetable = timetable;
        this.items = items;
        timetable.entries().forEach(entry -> minutes.put(entry.unit().code(), entry.clear() - entry.start()));
    }

    List<Resource> all() {
        Set<Place> places = new TreeSet<>(Comparator.comparing(Place::venue).thenComparing(Place::location));
        items.forEach(item -> item.choices().forEach(choice -> places.add(choice.place())));
        places.forEach(this::place);
        timetable.problem().disruptions().forEach(disruption -> {
            if (disruption instanceof Disruption.CapacityHalved halved) {
                halved(halved);
            }
        });
        return resources;
    }

    /** A place takes as many at once as it does in the published timetable. */
    private void place(Place place) {
        Predicate<Entry> there = entry -> entry.unit().slot().place().equals(place);
        int capacity = Math.max(1, timetable.peak(there));
        List<Entry> fixed = timetable.entries().stream().filter(Entry::stays).filter(there).toList();
        List<Resource.Block> blocks =
                blocks(List.copyOf(Timetable.edges(fixed)), minute -> Math.min(capacity, Timetable.holding(fixed, minute)));
        add(capacity, uses(choice -> choice.place().equals(place), true), blocks);
    }

    private void halved(Disruption.CapacityHalved halved) {
        Predicate<Entry> there = entry -> entry.unit().slot().place().venue().equals(halved.venue());
        int allowed = Math.max(1, timetable.peak(there) / 2);
        List<Entry> fixed = timetable.entries().stream().filter(Entry::stays).filter(there).toList();
        List<Resource.Use> uses = uses(choice -> choice.place().venue().equals(halved.venue()), false);
        int capacity = uses.size();
        int from = timetable.clock().minute(halved.from());
        int until = timetable.clock().minute(halved.until());
        Set<Integer> edges = new TreeSet<>(Timetable.edges(fixed));
        edges.addAll(List.of(from, until));
        edges.removeIf(edge -> edge < from || edge > until);
        IntUnaryOperator left = minute -> Math.max(0, allowed - Timetable.going(fixed, minute));
        add(capacity, uses, blocks(List.copyOf(edges), minute -> capacity - Math.min(capacity, left.applyAsInt(minute))));
    }

    private List<Resource.Use> uses(Predicate<Choice> meant, boolean turnaround) {
        List<Resource.Use> uses = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<Choice> choices = items.get(i).choices();
            for (int c = 0; c < choices.size(); c++) {
                if (meant.test(choices.get(c))) {
                    uses.add(new Resource.Use(i, c, turnaround ? minutes.get(items.get(i).code()) : items.get(i).duration()));
                }
            }
        }
        return uses;
    }

    /** What is taken from each edge to the next, as far as units may move. */
    private List<Resource.Block> blocks(List<Integer> edges, IntUnaryOperator taken) {
        List<Resource.Block> blocks = new ArrayList<>();
        int end = (timetable.problem().settings().horizonDays() + 2) * GamesClock.DAY;
        for (int i = 0; i + 1 < edges.size(); i++) {
            int from = Math.max(edges.get(i), -GamesClock.DAY);
            int until = Math.min(edges.get(i + 1), end);
            int demand = taken.applyAsInt(edges.get(i));
            if (demand > 0 && from < until) {
                blocks.add(new Resource.Block(from, until, demand));
            }
        }
        return blocks;
    }

    /** One that takes all who might come is none. */
    private void add(int capacity, List<Resource.Use> uses, List<Resource.Block> blocks) {
        boolean tight = !blocks.isEmpty() || uses.stream().map(Resource.Use::item).distinct().count() > capacity;
        if (tight && !uses.isEmpty()) {
            resources.add(new Resource(capacity, uses, blocks));
        }
    }
}
