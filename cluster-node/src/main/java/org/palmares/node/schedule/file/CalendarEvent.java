package org.palmares.node.schedule.file;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.TextList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Categories;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import org.palmares.competition.Stamp;
import org.palmares.node.view.Competitors;
import org.palmares.protocol.contract.Shapes.CompetitorShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.names.Texts;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/**
 * A unit as an entry of people's calendars (RFC 5545). All of it follows from what is known of the timetable, so that it is the same in all data centres and at any
 * time of asking. Pure.
 *
 * @param games the Games it belongs to
 * @param day the day that the unit belongs to
 * @param venue name of the venue
 * @param location name of the place in it
 * @param changed when the unit was changed last
 * @param since when the first units of its competition came
 */
record CalendarEvent(String games, Unit unit, Optional<LocalDate> day, String venue, String location, Stamp changed, Stamp since) {

    private static final Texts TEXTS = new Texts("calendar");
    private static final Map<ScheduleStatus, String> SAID = Map.of(
            ScheduleStatus.CANCELLED, "cancelled", ScheduleStatus.DELAYED, "delayed", ScheduleStatus.POSTPONED, "postponed", ScheduleStatus.INTERRUPTED, "interrupted");
    /** Nobody knows whether the time that is shown will be the one. */
    private static final List<ScheduleStatus> TENTATIVE = List.of(ScheduleStatus.DELAYED, ScheduleStatus.POSTPONED, ScheduleStatus.UNSCHEDULED);

    private static final long FINE_MILLIS = 1L << 30;
    private static final int COARSE_MILLIS = 100;

    /** Whether there is any day on which it could stand; what nobody has planned yet (place-holders, most of it) has none, whatever its session. */
    boolean hasPlace() {
        return unit.start().isPresent() || day.isPresent() && !unit.status().equals(ScheduleStatus.UNSCHEDULED);
    }

    /**
     * The entry.
     *
     * @param page address of the public page of the unit
     */
    VEvent entry(Language language, URI page) {
        VEvent entry = new VEvent(false);
        Instant at = changed.instant();
        entry.add(new Uid(unit.code() + "." + games + "@palmares"));
        entry.add(new DtStamp(at));
        entry.add(new LastModified(at));
        entry.add(new Sequence(sequence()));
        when(entry);
        entry.add(new Summary(summary(language)));
        description(language).ifPresent(text -> entry.add(new Description(text)));
        place().ifPresent(text -> entry.add(new Location(text)));
        entry.add(new Categories(new TextList(Names.discipline(unit.code().discipline(), language))));
        entry.add(status());
        entry.add(new Url(page));
        return entry;
    }

    /**
     * Grows with every change of the unit: the time from the first units of the competition to the change, in milliseconds for twelve days, and then in tenths of a
     * second, so that it stays a 32-bit number for three years more.
     */
    int sequence() {
        long millis = Math.max(0, changed.millis() - since.millis());
        return (int) Math.min(Integer.MAX_VALUE, millis < FINE_MILLIS ? millis : FINE_MILLIS + (millis - FINE_MILLIS) / COARSE_MILLIS);
    }

    /** The start, where it is one to be on time for. */
    private Optional<OffsetDateTime> sharp() {
        return unit.start().filter(start -> !unit.hideStart() && !unit.status().equals(ScheduleStatus.POSTPONED));
    }

    /** In UTC, which every calendar shows in the zone of who looks; what has no sharp start stands on its day, as a whole, and makes nobody busy. */
    private void when(VEvent entry) {
        Optional<OffsetDateTime> start = sharp();
        if (start.isPresent()) {
            entry.add(new DtStart<>(start.get().toInstant()));
            unit.end().filter(end -> end.isAfter(start.get()) && !unit.plan().hideEnd()).ifPresent(end -> entry.add(new DtEnd<>(end.toInstant())));
            return;
        }
        LocalDate on = day.or(() -> unit.start().map(OffsetDateTime::toLocalDate)).orElseThrow();
        entry.add(new DtStart<>(on));
        entry.add(new DtEnd<>(on.plusDays(1)));
        entry.add(new Transp(ImmutableTransp.VALUE_TRANSPARENT));
    }

    private Status status() {
        if (unit.status().equals(ScheduleStatus.CANCELLED)) {
            return ImmutableStatus.VEVENT_CANCELLED;
        }
        return TENTATIVE.contains(unit.status()) || sharp().isEmpty() ? ImmutableStatus.VEVENT_TENTATIVE : ImmutableStatus.VEVENT_CONFIRMED;
    }

    private String summary(Language language) {
        String name = Names.discipline(unit.code().discipline(), language) + ", " + Optional.of(language.choose(unit.names())).filter(text -> !text.isEmpty()).orElse(unit.code().value());
        if (unit.hideStart()) {
            String text = language.choose(unit.startTexts());
            name = TEXTS.say(text.isEmpty() ? "hidden.unsaid" : "hidden", language, Map.of("text", text, "name", name));
        }
        String said = SAID.get(unit.status());
        return said == null ? name : TEXTS.say(said, language, Map.of("name", name));
    }

    private Optional<String> description(Language language) {
        List<String> lines = new ArrayList<>();
        String who = unit.startList().stream().map(starter -> named(Competitors.shape(starter, language))).collect(Collectors.joining(" – "));
        Stream.of(who, unit.session().isEmpty() ? "" : TEXTS.say("session", language, Map.of("session", unit.session())))
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        if (unit.medal() == 1 || unit.medal() == 3) {
            lines.add(TEXTS.say("medal." + unit.medal(), language, Map.of()));
        }
        return Optional.of(String.join("\n", lines)).filter(text -> !text.isEmpty());
    }

    private static String named(CompetitorShape starter) {
        return starter.members().size() == 1 && starter.noc() != null ? starter.name() + " (" + starter.noc() + ')' : starter.name();
    }

    private Optional<String> place() {
        String at = venue.isEmpty() ? unit.venue() : venue;
        String in = location.isEmpty() ? unit.location() : location;
        return Optional.of(Stream.of(at, in).filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining(", "))).filter(text -> !text.isEmpty());
    }
}
