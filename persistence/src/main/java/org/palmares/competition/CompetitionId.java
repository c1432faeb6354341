package org.palmares.competition;

import java.util.regex.Pattern;
import org.palmares.protocol.odf.Rsc;

/**
 * Names a competition of a Games: one event, or the discipline's own competition for what belongs to no event.
 *
 * @param games the Games, an ODF CompetitionCode, with {@code -T} for a test feed, e.g. OG2024
 * @param code the first 22 characters of the RSC, e.g. {@code ATHM100M--------------}
 */
public record CompetitionId(String games, String code) implements Comparable<CompetitionId> {

    private static final char SEPARATOR = '~';
    private static final Pattern GAMES = Pattern.compile("[A-Za-z0-9.\\-]{1,17}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9.\\-]{22}");

    /** What is about no discipline is spread over so many competitions for each type: a Games has some 20,000 biographies. */
    private static final int GENERAL_SPREAD = 64;

    private static final int TYPE_CHARACTERS = 15;

    private static final int CODE_CHARACTERS = 22;

    /**
     * In place of a Games, where records are that belong to none: no feed can name it, for a CompetitionCode has up to 15 characters and only a test
     * feed's Games two more, {@code -T}.
     */
    private static final String RECORDS = ".PALMARES-RECORDS";

    /** Holds what operations decided and did. */
    public static final CompetitionId OPERATIONS = ofRecords("OPS");

    /** @throws IllegalArgumentException if one of the parts is malformed */
    public CompetitionId {
        if (!GAMES.matcher(games).matches()) {
            throw new IllegalArgumentException("a Games code is 1 to 17 letters, digits, '.' and '-', not \"" + games + '"');
        }
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a competition code is 22 characters of A-Z, 0-9, '.' and '-', not \"" + code + '"');
        }
    }

    /**
     * The competition that holds a document: by its RSC; where its code is none, by the type and a hash of the code, such as
     * {@code GEN-BIO.PAR---------3F}.
     *
     * @param type DocumentType
     * @param documentCode DocumentCode
     */
    public static CompetitionId ofDocument(String games, String type, String documentCode) {
        return new CompetitionId(games, Rsc.isRsc(documentCode) ? new Rsc(documentCode).competition() : general(type, documentCode));
    }

    /** A competition that holds records, and is nothing that readers could ask for. */
    public static CompetitionId ofRecords(String name) {
        return new CompetitionId(RECORDS, name + "-".repeat(CODE_CHARACTERS - name.length()));
    }

    /** Whether it holds records, and belongs to no Games. */
    public boolean isOfRecords() {
        return games.equals(RECORDS);
    }

    private static String general(String type, String documentCode) {
        String name = (type.startsWith("DT_") ? type.substring(3) : type).replaceAll("[^A-Z0-9.]", ".");
        String bounded = (name + "-".repeat(TYPE_CHARACTERS)).substring(0, TYPE_CHARACTERS);
        return "GEN-%s-%02X".formatted(bounded, Math.floorMod(documentCode.hashCode() * 0x9E37_79B1, GENERAL_SPREAD));
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

    /** The event's gender: M, W, X (mixed), O (open) as in its RSC; {@code -} where it is no event but holds ceremonies, meetings and the discipline's own. */
    public String gender() {
        return code.substring(3, 4);
    }

    /** Whether it is an event, where medals can be won. */
    public boolean isEvent() {
        return !gender().equals("-");
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
