package org.palmares.competition;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palmares.protocol.odf.Unit;

/**
 * Which plan and status of a unit somebody has seen. Equal where these are equal, in every data centre; a message that says again what is known
 * does not change it.
 *
 * @param newest when the newest word on the unit was accepted
 * @param seen a hash of plan, status and hold
 */
public record Revision(Stamp newest, int seen) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})-([0-9a-z]{1,13})\\.([0-9]{1,9})-([a-z]{1,20})");
    private static final HexFormat HEX = HexFormat.of();
    private static final int RADIX = 36;

    static Revision of(Unit unit, UnitEdits edits, Entry<Unit> word) {
        Stamp newest = edits.newest().map(UnitEdit::accepted).filter(edit -> edit.compareTo(word.accepted()) > 0).orElse(word.accepted());
        return new Revision(newest, seen(unit, edits.isHeld()));
    }

    private static int seen(Unit unit, boolean held) {
        StringBuilder text = new StringBuilder(held ? "held" : "");
        for (UnitField field : UnitField.values()) {
            text.append('\n').append(field.of(unit));
        }
        return text.toString().hashCode();
    }

    /** Whether it was given for a unit whose plan and status were as those of {@code unit}. */
    public boolean isOf(Unit unit) {
        return seen == seen(unit, false) || seen == seen(unit, true);
    }

    /** The revision that {@link #toString} gave; empty for any other text. */
    public static Optional<Revision> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Revision(
                    new Stamp(Long.parseLong(parts.group(2), RADIX), Integer.parseInt(parts.group(3)), new ReplicaId(parts.group(4))),
                    Integer.parseUnsignedInt(parts.group(1), 16)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether plan, status and hold are the same. */
    public boolean isSameAs(Revision other) {
        return seen == other.seen;
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(seen) + '-' + Long.toString(newest.millis(), RADIX) + '.' + newest.counter() + '-' + newest.replica();
    }
}
