package org.palmares.protocol.odf;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a type of message (ODF Foundation Principles and data dictionaries of 2024).
 *
 * @param name DocumentType of the header
 * @param codeIsRsc whether DocumentCode must be an RSC
 * @param content what of it this system understands; everything is carried whole
 */
public record DocumentType(String name, boolean codeIsRsc, Content content) {

    /** Content that is understood, and how. */
    public enum Content {
        SCHEDULE,
        PARTICIPANTS,
        TEAMS,
        RESULT,
        MEDALLISTS,
        /** Opens, closes or keeps alive the sending; carries no data. */
        CONTROL,
        /** Known and carried, not understood. */
        CARRIED,
        /** Not known at all: carried, and reported as not understood. */
        UNKNOWN
    }

    private static final String HISTORICAL = "HISTORICAL";

    private static final Map<String, DocumentType> KNOWN = Stream.of(
                    types(Content.SCHEDULE, true, "DT_SCHEDULE DT_SCHEDULE_UPDATE"),
                    types(Content.PARTICIPANTS, true, "DT_PARTIC DT_PARTIC_UPDATE"),
                    types(Content.TEAMS, true, "DT_PARTIC_TEAMS DT_PARTIC_TEAMS_UPDATE"),
                    types(Content.RESULT, true, "DT_RESULT DT_PHASE_RESULT DT_CUMULATIVE_RESULT"),
                    types(Content.MEDALLISTS, true, "DT_MEDALLISTS"),
                    types(
                            Content.CARRIED,
                            true,
                            "DT_POOL_STANDING DT_BRACKETS DT_RANKING DT_MEDALLISTS_DISCIPLINE DT_PLAY_BY_PLAY DT_CURRENT DT_CONFIG"
                                    + " DT_PARTIC_HORSES DT_PARTIC_HORSES_UPDATE DT_PARTIC_NAME"),
                    types(
                            Content.CARRIED,
                            false,
                            "DT_MEDALS DT_RECORD DT_COMMUNICATION DT_WEATHER DT_PDF DT_PIC DT_NEWS DT_ALERT DT_VEN_COND DT_CODES"),
                    types(
                            Content.CONTROL,
                            false,
                            "DT_LOCAL_ON DT_LOCAL_OFF DT_KA DT_GLOBAL_GM DT_GLOBAL_GN DT_PING"))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(DocumentType::name, Function.identity()));

    private static Stream<DocumentType> types(Content content, boolean codeIsRsc, String names) {
        return Stream.of(names.split(" ")).map(name -> new DocumentType(name, codeIsRsc, content));
    }

    /** What is known of the type with this name; never fails. */
    public static DocumentType of(String name) {
        DocumentType known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        return new DocumentType(name, false, name.startsWith("DT_BIO_") ? Content.CARRIED : Content.UNKNOWN);
    }

    /**
     * What is known of the type with this name and subtype; never fails. HISTORICAL lists hold record holders of the past, who are not entered:
     * they are carried and replace nothing.
     */
    public static DocumentType of(String name, String subtype) {
        DocumentType type = of(name);
        boolean entries = type.content == Content.PARTICIPANTS || type.content == Content.TEAMS;
        return entries && subtype.equals(HISTORICAL) ? new DocumentType(name, type.codeIsRsc, Content.CARRIED) : type;
    }

    /** Whether each version adds to those before rather than replacing them. */
    public boolean update() {
        return name.endsWith("_UPDATE");
    }

    /** Whether it only steers the sending. */
    public boolean control() {
        return content == Content.CONTROL;
    }

    /** Whether the type is known to this release; unknown ones are carried all the same. */
    public boolean understood() {
        return content != Content.UNKNOWN;
    }
}
