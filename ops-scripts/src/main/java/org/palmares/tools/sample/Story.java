package org.palmares.tools.sample;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.tools.sample.Contest.Line;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Timetable.Session;
import org.palmares.tools.sample.Timetable.Slot;

/** The messages of the sample Games in order of time: what is long over in brief, the rest as it happens. */
final class Story {

    private static final LocalTime EVE = LocalTime.of(18, 0);
    private static final int OFFICIAL_AFTER = 2;
    private static final int MEDALS_AFTER = 4;
    private static final int DRAW_AFTER = 6;
    private static final int BRIEF_UNTIL = 30;
    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 10;
    private static final int STEP_MINUTES = 6;
    private static final int LONG_MATCH = 60;

    private record Due(LocalDateTime time, String type, String code, String status, Supplier<List<Element>> content) {}

    private final Games games;
    private final SampleTime time;
    private final Bodies bodies;
    private final List<Due> due = new ArrayList<>();
    private final Map<LocalDateTime, Map<String, List<Supplier<Element>>>> changes = new TreeMap<>();
    private final Map<String, LocalDateTime> phaseOver = new HashMap<>();

    private Story(Games games) {
        this.games = games;
        this.time = games.time();
        this.bodies = new Bodies(games);
    }

    /** All messages in order, from the first plan to the end of the Games. */
    static List<SampleMessage> of(Games games) {
        return new Story(games).told();
    }

    private List<SampleMessage> told() {
        games.catalogue().disciplines().keySet().forEach(this::phasesOver);
        games.catalogue().disciplines().keySet().forEach(this::discipline);
        changes.forEach((time, byDiscipline) -> byDiscipline.forEach((discipline, units) ->
                due.add(new Due(
                        time, "DT_SCHEDULE_UPDATE", Bodies.rsc(discipline), "", () -> units.stream().map(Supplier::get).toList()))));
        due.sort(Comparator.comparing(Due::time).thenComparing(Due::code).thenComparing(Due::type));
        Map<String, Integer> versions = new HashMap<>();
        List<SampleMessage> messages = new ArrayList<>();
        for (Due next : due) {
            int version = versions.merge(next.type() + next.code(), 1, Integer::sum);
            messages.add(new SampleMessage(time.games(), next.time(), next.type(), next.code(), version, next.status(), next.content()));
        }
        return messages;
    }

    private void phasesOver(String discipline) {
        games.timetable().slots(discipline).forEach(slot -> phaseOver.merge(
                slot.contest().event().competition() + slot.contest().phase(), slot.end(), (one, other) -> one.isAfter(other) ? one : other));
    }

    private void discipline(String discipline) {
        List<Slot> slots = games.timetable().slots(discipline);
        Set<Slot> drawn = new HashSet<>(slots.stream().filter(slot -> slot.contest().phase() == 0).toList());
        due.add(new Due(time.planned(), "DT_SCHEDULE", Bodies.rsc(discipline), "", () -> bodies.schedule(discipline, drawn)));
        if (!games.entries().persons(discipline).isEmpty()) {
            due.add(new Due(time.entered(), "DT_PARTIC", Bodies.rsc(discipline), "", () -> bodies.participants(discipline)));
        }
        if (!bodies.teams(discipline).isEmpty()) {
            due.add(new Due(time.entered().plusMinutes(5), "DT_PARTIC_TEAMS", Bodies.rsc(discipline), "", () -> bodies.teams(discipline)));
        }
        Map<String, Session> sessions = new LinkedHashMap<>();
        games.timetable().sessions(discipline).forEach(session -> sessions.put(session.code(), session));
        for (Slot slot : slots) {
            Session session = sessions.get(slot.session());
            if (session.end().plusMinutes(BRIEF_UNTIL).isBefore(time.now())) {
                brief(slot, session);
            } else {
                full(slot);
            }
        }
        games.catalogue().events().stream().filter(event -> event.discipline().equals(discipline)).forEach(this::medals);
    }

    /** Of what is long over only the end is told. */
    private void brief(Slot slot, Session session) {
        change(session.end().plusMinutes(OFFICIAL_AFTER), slot, ScheduleStatus.FINISHED);
        result(slot.end().plusMinutes(OFFICIAL_AFTER), slot, ResultStatus.OFFICIAL, slot.contest().lines());
    }

    private void full(Slot slot) {
        Contest contest = slot.contest();
        LocalDateTime known = known(contest);
        if (!contest.duel()) {
            LocalDateTime eve = slot.start().toLocalDate().minusDays(1).atTime(EVE);
            LocalDateTime drawn = known.isBefore(slot.start()) ? known : slot.start().minusSeconds(1);
            result(drawn.isAfter(eve) ? drawn : eve, slot, ResultStatus.START_LIST, Growth.startList(contest));
        } else if (contest.phase() > 0 && known.isBefore(slot.start())) {
            change(known, slot, ScheduleStatus.SCHEDULED);
        }
        change(slot.start(), slot, ScheduleStatus.RUNNING);
        int minutes = (int) Duration.between(slot.start(), slot.end()).toMinutes();
        int steps = Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, minutes / STEP_MINUTES));
        for (int step = 0; step < steps; step++) {
            boolean pause = contest.duel() && minutes >= LONG_MATCH && step == steps / 2;
            LocalDateTime at = slot.start().plusSeconds(60L * minutes * step / steps + 1);
            result(at, slot, pause ? ResultStatus.INTERMEDIATE : ResultStatus.LIVE, Growth.after(step, steps, contest));
        }
        change(slot.end(), slot, ScheduleStatus.FINISHED);
        result(slot.end().plusMinutes(OFFICIAL_AFTER), slot, ResultStatus.OFFICIAL, contest.lines());
    }

    /** When it is known who competes: soon after the phase before, which may be later than the start where they follow at once. */
    private LocalDateTime known(Contest contest) {
        LocalDateTime over = phaseOver.get(contest.event().competition() + (contest.phase() - 1));
        return over == null ? time.entered().plusMinutes(10) : over.plusMinutes(DRAW_AFTER);
    }

    private void change(LocalDateTime time, Slot slot, ScheduleStatus status) {
        changes.computeIfAbsent(time, any -> new TreeMap<>())
                .computeIfAbsent(slot.contest().rsc().discipline(), any -> new ArrayList<>())
                .add(() -> bodies.unit(slot, status, true, "U"));
    }

    private void result(LocalDateTime time, Slot slot, ResultStatus status, List<Line> lines) {
        if (!lines.isEmpty()) {
            boolean members = status == ResultStatus.OFFICIAL;
            due.add(new Due(time, "DT_RESULT", slot.contest().rsc().value(), status.name(), () -> bodies.result(slot, lines, members)));
        }
    }

    private void medals(Event event) {
        LocalDateTime over = phaseOver.get(event.competition() + (event.phases().size() - 1));
        due.add(new Due(
                over.plusMinutes(MEDALS_AFTER),
                "DT_MEDALLISTS",
                event.rsc(),
                ResultStatus.OFFICIAL.name(),
                () -> bodies.medallists(games.course(event).medals())));
    }
}
