package org.palmares.node.schedule.hold;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.palmares.competition.Asking;
import org.palmares.competition.Limits;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;
import org.palmares.protocol.odf.Unit;

/**
 * That feeds do not change the plans of some units, as it is kept (ODF: control is with the organisers, not with the venue). Units are held and released by
 * what is known of all holds; see {@link HoldPlan}.
 *
 * @param id names it: the same Games, scope and code are the same one
 * @param version 1 when it was held first, one more with each change
 * @param code of the unit (RSC), session or discipline
 * @param at since when it is as it is
 * @param until when it ends by itself; null where somebody has to release it
 * @param by who held or released it, by the name of the key
 * @param via how that is known
 * @param correlation by which name the request can be followed
 * @param asked the newest requests that came with a name of their own, should one come again
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Hold(
        String id,
        long version,
        String games,
        Scope scope,
        String code,
        State state,
        Instant at,
        Instant until,
        String by,
        String via,
        String correlation,
        String reason,
        List<Asking> asked) {

    /** As many as are remembered of a unit. */
    private static final int ASKED_KEPT = Limits.EDITS_KEPT;

    static final Records.Kind<Hold> KIND =
            new Records.Kind<>(Shelf.HOLDS, "PALMARES_HOLD", Hold.class, Hold::isWhole, Comparator.comparing(Hold::at).thenComparing(Hold::id));

    /** What is held. */
    enum Scope {
        UNIT {
            @Override
            boolean covers(String code, Unit unit) {
                return unit.code().value().equals(code);
            }
        },
        SESSION {
            @Override
            boolean covers(String code, Unit unit) {
                return unit.session().equals(code);
            }
        },
        DISCIPLINE {
            @Override
            boolean covers(String code, Unit unit) {
                return unit.code().discipline().equals(code);
            }
        };

        abstract boolean covers(String code, Unit unit);

        /** As addresses and JSON have it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Scope> of(String text) {
            return Stream.of(values()).filter(scope -> scope.text().equals(text)).findFirst();
        }
    }

    /** Where it stands. */
    enum State {
        HELD,
        RELEASED
    }

    Hold {
        correlation = correlation == null ? "" : correlation;
        reason = reason == null ? "" : reason;
        asked = asked == null ? List.of() : List.copyOf(asked);
    }

    private static boolean isWhole(Hold hold) {
        return Stream.of(hold.id, hold.games, hold.scope, hold.code, hold.state, hold.at, hold.by, hold.via).allMatch(Objects::nonNull);
    }

    /** The next version, which somebody asked for: as it is where that is what there is already. */
    Hold by(Asking asking) {
        List<Asking> newest = asking.isNamed() ? Stream.concat(Stream.of(asking), asked.stream()).limit(ASKED_KEPT).toList() : asked;
        return new Hold(id, version + 1, games, scope, code, state, at, until, by, via, correlation, reason, newest);
    }

    /** The request of the same name that was one for this. */
    Optional<Asking> repeated(Asking asking) {
        return asking.among(asked);
    }

    /** Whether it holds at {@code moment}. */
    boolean isActive(Instant moment) {
        return state == State.HELD && (until == null || moment.isBefore(until));
    }

    boolean covers(Unit unit) {
        return scope.covers(code, unit);
    }

    /** Names this version of it in what is done because of it. */
    String name() {
        return id + '/' + version;
    }
}
