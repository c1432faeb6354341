package org.palmares.competition;

import java.util.regex.Pattern;
import org.palmares.odf.Rsc;

/**
 * Names a competition of a Games: one event, or the discipline's own competition for what belongs to no event.
 *
 * @param games the Games, an ODF CompetitionCode, with {@code -T} for a test feed, e.g. OG2024
 * @param code the first 22 characters of the RSC, e.g. {@code ATHM100M--------------}
 */
public record CompetitionId(String games, String code) implements Comparable<CompetitionId> {

    private static final char SEPARATOR = '~';
    private static final Pattern GAMES = Pattern.compile("[A-Z0-9.\\-]{1,17}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9.\\-]{22}");

    /** Holds what is about no discipline: messages of the whole Games, and documents whose code is no RSC. */
    public static final String GENERAL_CODE = "GEN-------------------";

    /**
     * Holds what operations decided and did. It belongs to no Games: no feed can name these, for a CompetitionCode has up to 15 characters and
     * only a test feed's Games two more, {@code -T}.
     */
    public static final CompetitionId OPERATIONS = new CompetitionId(".PALMARES-RECORDS", "OPS-------------------");


    /** @throws IllegalArgumentException if one of the parts is malformed */
    public CompetitionId {
        if (!GAMES.matcher(games).matches()) {
            throw new IllegalArgumentException("a Games code is 1 to 17 characters of A-Z, 0-9, '.' and '-', not \"" + games + '"');
        }
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a competition code is 22 characters of A-Z, 0-9, '.' and '-', not \"" + code + '"');
        }
    }

    /** The competition that holds a document: by its RSC, or the general one where the code is none. */
    public static CompetitionId ofDocument(String games, String documentCode) {
        return new CompetitionId(games, Rsc.isRsc(documentCode) ? new Rsc(documentCode).competition() : GENERAL_CODE);
    }

    /** Reads the form that {@link #value()} gives. */
    public static CompetitionId parse(String value) {
        int separator = value.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("a competition id is GAMES~CODE, not \"" + value + '"');
        }
        return new CompetitionId(value.substring(0, separator), value.substring(separator + 1));
    }

    /** Games and code as one text, the entity's id: {@code OG2024~ATHM100M--------------}. */
    public String value() {
        return games + SEPARATOR + code;
    }

    /** The three letters of the discipline. */
    public String discipline() {
        return code.substring(0, 3);
    }

    /** Whether this is the discipline's own competition. */
    public boolean isDiscipline() {
        return code.substring(3).chars().allMatch(c -> c == '-');
    }

    /** The own competition of this one's discipline. */
    public CompetitionId disciplineCompetition() {
        return new CompetitionId(games, discipline() + "-".repeat(19));
    }

    @Override
    public int compareTo(CompetitionId other) {
        int byGames = games.compareTo(other.games);
        return byGames != 0 ? byGames : code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return value();
    }
}
