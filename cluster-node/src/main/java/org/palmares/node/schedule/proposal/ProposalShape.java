package org.palmares.node.schedule.proposal;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.palmares.competition.Limits;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitField;
import org.palmares.node.http.Refusals;
import org.palmares.node.schedule.ClashText;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.proposal.Proposed.PlanOf;
import org.palmares.node.schedule.storm.Replanned;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Reason;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;

/** Proposals as they are shown. */
final class ProposalShape {

    private final ProposalText text;
    private final ClashText clashText;
    private final ZoneOffset zone;
    private final Function<List<Replanned>, Clashes.Step> consequences;
    private final Function<Rsc, Optional<Revision>> revisions;

    /**
     * @param consequences which clashes units would bring and take away as things are now
     * @param revisions what revision a unit has now
     */
    ProposalShape(
            ProposalText text, ClashText clashText, ZoneOffset zone, Function<List<Replanned>, Clashes.Step> consequences, Function<Rsc, Optional<Revision>> revisions) {
        this.text = text;
        this.clashText = clashText;
        this.zone = zone;
        this.consequences = consequences;
        this.revisions = revisions;
    }

    Map<String, Object> of(Proposed proposed) {
        Proposed.Considered considered = proposed.considered();
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", proposed.id());
        shape.put("games", proposed.games());
        shape.put("at", proposed.at().toString());
        shape.put("by", proposed.by());
        shape.put("now", time(considered.now()));
        shape.put("from", time(considered.from()));
        shape.put("until", time(considered.until()));
        shape.put("happened", considered.happened().stream().map(text::happened).toList());
        shape.put("units", considered.units());
        shape.put("movable", considered.movable());
        shape.put("leftOut", considered.leftOut().stream().map(left -> Map.of("unit", left.unit(), "why", BodyReader.word(left.why()))).toList());
        shape.put("solver", proposed.solver());
        shape.put("millis", proposed.millis());
        shape.put("best", plan(proposed.best(), considered.happened()));
        if (proposed.second() != null) {
            shape.put("secondBest", plan(proposed.second(), considered.happened()));
        } else {
            shape.put("noSecond", text.noSecond(proposed.noSecond()));
        }
        return shape;
    }

    private String time(Instant at) {
        return ISO_OFFSET_DATE_TIME.format(at.atOffset(zone));
    }

    private Map<String, Object> plan(PlanOf plan, List<Disruption> happened) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("proven", plan.proven());
        shape.put("feasible", plan.units().stream().allMatch(unit -> unit.start().isPresent()));
        shape.put("levels", plan.levels().stream().map(level -> {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("level", BodyReader.word(level.level()));
            value.put("value", level.value());
            value.put("bound", level.bound());
            value.put("text", text.level(level.level()));
            return value;
        }).toList());
        shape.put("units", plan.units().stream().map(unit -> unit(unit, happened)).toList());
        List<String> outdated = plan.units().stream().map(unit -> unit.unit().code()).filter(code -> isOutdated(code, plan)).map(Rsc::value).toList();
        shape.put("outdated", outdated);
        Clashes.Step step = consequences.apply(plan.units());
        shape.put("clashes", Map.of("new", step.come().stream().map(clashText::shape).toList(), "gone", step.gone().stream().map(clashText::shape).toList()));
        if (!plan.units().isEmpty()) {
            shape.put("change", change(plan, happened));
        }
        return shape;
    }

    private boolean isOutdated(Rsc code, PlanOf plan) {
        Optional<Revision> then = Revision.parse(plan.revisions().getOrDefault(code.value(), ""));
        Optional<Revision> now = revisions.apply(code);
        return then.isEmpty() || now.isEmpty() || !then.get().isSameAs(now.get());
    }

    private Map<String, Object> unit(Replanned unit, List<Disruption> happened) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("code", unit.unit().code().value());
        shape.put("before", slot(unit.unit().start(), unit.unit().end(), unit.unit().venue(), unit.unit().location()));
        shape.put("after", slot(unit.start(), unit.end(), unit.venue(), unit.location()));
        shape.put("why", unit.spans()
                ? List.of(Map.of("rule", ProposalText.SPANS, "text", text.spans()))
                : unit.why().stream().map(reason -> why(reason, unit.unit().code(), happened)).toList());
        return shape;
    }

    private static Map<String, Object> slot(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end, String venue, String location) {
        Map<String, Object> shape = new LinkedHashMap<>();
        start.ifPresent(is -> shape.put("start", ISO_OFFSET_DATE_TIME.format(is)));
        end.ifPresent(is -> shape.put("end", ISO_OFFSET_DATE_TIME.format(is)));
        shape.put("venue", venue);
        shape.put("location", location);
        return shape;
    }

    private Map<String, Object> why(Reason reason, Rsc unit, List<Disruption> happened) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("rule", BodyReader.word(reason.rule()));
        if (reason.disruption() != null) {
            shape.put("happened", reason.disruption());
        }
        shape.put("units", reason.units());
        shape.put("participants", reason.participants());
        if (reason.slots() > 0) {
            shape.put("slots", reason.slots());
        }
        shape.put("text", text.why(reason, unit, happened));
        return shape;
    }

    /** The body that accepts it. */
    private Map<String, Object> change(PlanOf plan, List<Disruption> happened) {
        Map<String, Object> units = new LinkedHashMap<>();
        plan.units().forEach(unit -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values(unit).forEach((field, value) -> values.put(Refusals.name(field), value.isEmpty() ? null : value));
            Optional.ofNullable(plan.revisions().get(unit.unit().code().value())).ifPresent(revision -> values.put("revision", revision));
            units.put(unit.unit().code().value(), values);
        });
        String reason = happened.stream().map(text::happened).collect(Collectors.joining(" "));
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("action", "set");
        change.put("units", units);
        change.put("reason", reason.substring(0, Math.min(reason.length(), Limits.EDIT_TEXT_MAX)));
        return change;
    }

    /** What is to be of a unit. */
    static Map<UnitField, String> values(Replanned unit) {
        Map<UnitField, String> values = new EnumMap<>(UnitField.class);
        if (unit.start().isEmpty()) {
            values.put(UnitField.STATUS, ScheduleStatus.POSTPONED.name());
            return values;
        }
        values.put(UnitField.START, ISO_OFFSET_DATE_TIME.format(unit.start().get()));
        unit.end().ifPresent(end -> values.put(UnitField.END, ISO_OFFSET_DATE_TIME.format(end)));
        if (!unit.venue().equals(unit.unit().venue())) {
            values.put(UnitField.VENUE, unit.venue());
        }
        if (!unit.location().equals(unit.unit().location())) {
            values.put(UnitField.LOCATION, unit.location());
        }
        return values;
    }
}
