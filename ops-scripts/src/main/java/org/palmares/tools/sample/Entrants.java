package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palmares.tools.sample.Plan.Discipline;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Side.Person;

/** Who is entered in what. */
final class Entrants {

    private static final int FIRST_CODE = 7_000_001;
    private static final int OF_ONE_NOC = 3;
    private static final int BORN_UNTIL = 2013;
    private static final int BORN_FROM = 1992;

    private final Map<String, List<Person>> byDiscipline = new TreeMap<>();
    private final Map<Event, List<Side>> byEvent = new LinkedHashMap<>();
    private final Map<String, Set<String>> eventsOfPersons = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Nations nations = new Nations();
    private final long seed;
    private int nextCode = FIRST_CODE;

    Entrants(Catalogue catalogue, long seed) {
        this.seed = seed;
        Catalogue.rows("/sample/names.csv").forEach(row -> names.put(row[0], List.of(row[1].split(" "))));
        // Single athletes first: teams are made of them.
        catalogue.events().stream().sorted(Comparator.comparing(event -> event.team() > 0)).forEach(event ->
                byEvent.put(event, enter(event, catalogue.disciplines().get(event.discipline()))));
    }

    /** Those who are entered in an event, the best first. */
    List<Side> of(Event event) {
        return byEvent.get(event);
    }

    /** Persons of a discipline in the order of their codes. */
    List<Person> persons(String discipline) {
        return byDiscipline.getOrDefault(discipline, List.of());
    }

    /** Events that a person is entered in as a single athlete or in a team, as RSCs. */
    Set<String> eventsOf(Person person) {
        return eventsOfPersons.getOrDefault(person.code(), Set.of());
    }

    private List<Side> enter(Event event, Discipline discipline) {
        Chance chance = new Chance(seed, "entries " + event.competition());
        List<Side> sides = event.team() > 0 ? teams(event, discipline, chance) : athletes(event, discipline, chance);
        sides.forEach(side -> side.members().forEach(person ->
                eventsOfPersons.computeIfAbsent(person.code(), any -> new TreeSet<>()).add(event.rsc())));
        return sides;
    }

    private List<Side> athletes(Event event, Discipline discipline, Chance chance) {
        List<Side> sides = new ArrayList<>();
        Set<String> entered = new HashSet<>();
        for (String noc : nocs(event, OF_ONE_NOC, chance)) {
            Person person = person(discipline, gender(event, sides.size()), noc, entered, chance);
            sides.add(new Side(person.code(), false, noc, "", List.of(person), ability(sides.size(), event, chance)));
        }
        return sides;
    }

    private List<Side> teams(Event event, Discipline discipline, Chance chance) {
        List<Side> sides = new ArrayList<>();
        for (String noc : nocs(event, 1, chance)) {
            Set<String> entered = new HashSet<>();
            List<Person> members = new ArrayList<>();
            for (int i = 0; i < event.team(); i++) {
                members.add(person(discipline, gender(event, i), noc, entered, chance));
            }
            String code = event.competition().substring(0, 12) + noc + "01";
            sides.add(new Side(code, true, noc, name(noc, members), members, ability(sides.size(), event, chance)));
        }
        return sides;
    }

    /** An NOC for each place, roughly the strongest first. */
    private List<String> nocs(Event event, int most, Chance chance) {
        Map<String, Integer> places = new HashMap<>();
        List<String> nocs = new ArrayList<>();
        while (nocs.size() < event.entrants()) {
            String noc = nations.pick(chance);
            if (places.merge(noc, 1, Integer::sum) <= most) {
                nocs.add(noc);
            }
        }
        List<Map.Entry<String, Double>> strength = new ArrayList<>();
        nocs.forEach(noc -> strength.add(Map.entry(noc, nations.handicap(noc) + chance.share())));
        return strength.stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
    }

    /** A pair is called by its two names, a larger team by its country. */
    private static String name(String noc, List<Person> members) {
        return members.size() == 2 ? members.get(0).familyName() + " / " + members.get(1).familyName() : Nations.name(noc);
    }

    private static String gender(Event event, int index) {
        return event.gender().equals("M") || event.gender().equals("W") ? event.gender() : index % 2 == 0 ? "M" : "W";
    }

    private static double ability(int index, Event event, Chance chance) {
        return 1 - (index + chance.share()) / (event.entrants() + 1);
    }

    /** Somebody who is entered already, or somebody new. */
    private Person person(Discipline discipline, String gender, String noc, Set<String> entered, Chance chance) {
        List<Person> all = byDiscipline.computeIfAbsent(discipline.code(), any -> new ArrayList<>());
        Person found = chance.share() >= discipline.reuse()
                ? null
                : all.stream()
                        .filter(person -> person.noc().equals(noc) && person.gender().equals(gender) && !entered.contains(person.code()))
                        .min(Comparator.comparingInt(person -> eventsOf(person).size()))
                        .orElse(null);
        if (found == null) {
            found = somebody(gender, noc, chance);
            all.add(found);
        }
        entered.add(found.code());
        return found;
    }

    private Person somebody(String gender, String noc, Chance chance) {
        String born = String.format(
                Locale.ROOT, "%04d-%02d-%02d", chance.between(BORN_FROM, BORN_UNTIL), chance.between(1, 12), chance.between(1, 28));
        return new Person(
                Integer.toString(nextCode++),
                chance.pick(names.get(gender)),
                chance.pick(names.get("BEGIN")) + chance.pick(names.get("END")),
                gender,
                noc,
                born);
    }
}
