package org.palmares.protocol.contract;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The JSON shapes of what people change in the timetable, and of its history. Fields of a unit have the names that {@link Shapes.UnitShape} has for them; a
 * place is its code, null is no value. Times are ISO 8601 with offset; absent members are left out.
 */
public final class DeskShapes {

    private DeskShapes() {}

    /**
     * Who said or changed something.
     *
     * @param name of the person, of the key, or of the source of a message
     * @param via how that is known: key, token, badge, or odf
     */
    public record Author(String name, String via) {}

    /**
     * What a change came of.
     *
     * @param kind person, bulk, undo, rule, settlement, hold, or odf
     * @param id of the change, conflict or hold; of a message its type, code and version; empty where it stands alone
     */
    public record Cause(String kind, String id) {}

    /**
     * What one of two says.
     *
     * @param value fields of the register
     * @param at when it was accepted
     * @param site where it was accepted
     */
    @JsonInclude(Include.NON_NULL)
    public record ConflictValue(Map<String, Object> value, Author author, String at, String site, String reason, Cause cause) {}

    /**
     * Two have said different things of one register of a unit.
     *
     * @param register plan or status
     * @param values what they said, the newest first
     * @param inForce index of the value that the timetable has; absent where it has parts of both
     * @param state open or settled
     */
    @JsonInclude(Include.NON_NULL)
    public record Conflict(String id, String unit, String competition, String register, List<ConflictValue> values, Integer inForce, String state) {}

    /** All conflicts of a unit that are open: what live readers are told when one comes or goes. */
    public record UnitConflicts(String unit, String competition, List<Conflict> conflicts) {}

    /**
     * Feeds do not change the plans of these units.
     *
     * @param scope unit, session or discipline
     * @param code of that
     * @param state held, or released
     * @param until when it ends by itself; absent where somebody has to release it
     * @param units how many units it is about now
     * @param held how many of them are held by now
     */
    @JsonInclude(Include.NON_NULL)
    public record Hold(
            String scope, String code, String games, String state, String at, String until, Author author, String reason, int units, int held) {}

    /**
     * A change of a unit's timetable or result.
     *
     * @param register plan, status, facts or result
     * @param before the members that changed, as they were; empty where there was nothing
     * @param after the same, as they are since
     * @param hold held or released, where that changed
     * @param correlation of the request that brought it, where it is known
     */
    @JsonInclude(Include.NON_NULL)
    public record Change(
            String at,
            String register,
            @JsonProperty("old") Map<String, Object> before,
            @JsonProperty("new") Map<String, Object> after,
            Author author,
            String reason,
            Cause cause,
            String site,
            String hold,
            String correlation) {}
}
