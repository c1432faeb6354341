package org.palmares.competition;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit.Plan;
import org.palmares.protocol.odf.Unit.Progress;
import org.palmares.protocol.odf.Unit;

/**
 * What a person can change of a unit. A value is text: a time in ISO 8601 with its offset, a code of ODF, {@code true}; nothing is the empty
 * text. A name is written into journals and never changes.
 */
public enum UnitField {
    START(Register.PLAN, plan(is -> time(is.start())), toPlan((plan, text) -> plan.start(time(text)))),
    END(Register.PLAN, plan(is -> time(is.end())), toPlan((plan, text) -> plan.end(time(text)))),
    HIDE_START(Register.PLAN, plan(is -> is.hideStart() ? "true" : ""), toPlan((plan, text) -> plan.hideStart(text.equals("true")))),
    START_TEXT(
            Register.PLAN,
            plan(is -> is.startTexts().getOrDefault("ENG", is.startTexts().values().stream().sorted().findFirst().orElse(""))),
            toPlan((plan, text) -> plan.startTexts(text.isEmpty() ? Map.of() : Map.of("ENG", text)))),
    ORDER(Register.PLAN, plan(Plan::order), toPlan(Plan::order)),
    VENUE(Register.PLAN, plan(Plan::venue), toPlan(Plan::venue)),
    LOCATION(Register.PLAN, plan(Plan::location), toPlan(Plan::location)),
    SESSION(Register.PLAN, plan(Plan::session), toPlan(Plan::session)),
    STATUS(
            Register.STATUS,
            unit -> unit.status().name(),
            (unit, text) -> unit.with(unit.progress().status(ScheduleStatus.valueOf(text)))),
    ACTUAL_START(
            Register.STATUS,
            unit -> time(unit.actualStart()),
            (unit, text) -> unit.with(new Progress(unit.status(), time(text), unit.actualEnd()))),
    ACTUAL_END(
            Register.STATUS,
            unit -> time(unit.actualEnd()),
            (unit, text) -> unit.with(new Progress(unit.status(), unit.actualStart(), time(text))));

    /** Parts of a unit that are changed apart. */
    public enum Register {
        PLAN,
        STATUS
    }

    private static final Set<UnitField> TIMES = EnumSet.of(START, END, ACTUAL_START, ACTUAL_END);

    private final Register register;
    private final Function<Unit, String> value;
    private final BiFunction<Unit, String, Unit> with;

    UnitField(Register register, Function<Unit, String> value, BiFunction<Unit, String, Unit> with) {
        this.register = register;
        this.value = value;
        this.with = with;
    }

    private static Function<Unit, String> plan(Function<Plan, String> value) {
        return unit -> value.apply(unit.plan());
    }

    private static BiFunction<Unit, String, Unit> toPlan(BiFunction<Plan, String, Plan> with) {
        return (unit, text) -> unit.with(with.apply(unit.plan(), text));
    }

    private static String time(Optional<OffsetDateTime> time) {
        return time.map(OffsetDateTime::toString).orElse("");
    }

    private static Optional<OffsetDateTime> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text));
    }

    /** The part of the unit that it belongs to. */
    public Register register() {
        return register;
    }

    /** Its value in {@code unit}. */
    public String of(Unit unit) {
        return value.apply(unit);
    }

    /**
     * The value as it is written here: the same moment is the same text.
     *
     * @throws java.time.DateTimeException if it is to be a time and is none
     */
    String canonical(String text) {
        return TIMES.contains(this) ? time(time(text)) : text;
    }

    /**
     * {@code unit} with another value.
     *
     * @throws java.time.DateTimeException if it is to be a time and is none
     */
    public Unit with(Unit unit, String text) {
        return text.equals(of(unit)) ? unit : with.apply(unit, text);
    }
}
