package org.palmares.protocol.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of the HTTP contract, below a node's own. Each constant is one segment; {@link #of} puts them together. */
public final class Paths {

    /** The version of the contract, before all others. */
    public static final String V1 = "v1";

    public static final String ACCESS = "access";
    public static final String BOARDS = "boards";
    public static final String CANCEL = "cancel";
    public static final String CHANGES = "changes";
    public static final String CLASHES = "clashes";
    public static final String COMPETITIONS = "competitions";
    public static final String CONFLICTS = "conflicts";
    public static final String DISCIPLINES = "disciplines";
    public static final String DOCUMENTS = "documents";
    public static final String DRILLS = "drills";
    public static final String FEED = "feed";
    public static final String GAMES = "games";
    public static final String HISTORY = "history";
    public static final String HOLDS = "holds";
    public static final String INCIDENTS = "incidents";
    public static final String JOURNALS = "journals";
    public static final String KEYS = "keys";
    public static final String LIVE = "live";
    public static final String MEDALS = "medals";
    public static final String ODF = "odf";
    public static final String OPS = "ops";
    public static final String PARTICIPANTS = "participants";
    public static final String PROBLEMS = "problems";
    public static final String PROGRESS = "progress";
    public static final String RESOLUTION = "resolution";
    public static final String RESULT = "result";
    public static final String PROPOSALS = "proposals";
    public static final String REVOCATION = "revocation";
    public static final String SCHEDULE = "schedule";
    public static final String SCHEDULE_CSV = "schedule.csv";
    public static final String SCHEDULE_ICS = "schedule.ics";
    public static final String SITES = "sites";
    public static final String UNDO = "undo";
    public static final String UNITS = "units";
    public static final String VOID = "void";

    private Paths() {}

    /** {@code /v1/a/b}, each segment percent-encoded. */
    public static String of(String... segments) {
        StringBuilder path = new StringBuilder("/" + V1);
        for (String segment : segments) {
            path.append('/').append(encoded(segment));
        }
        return path.toString();
    }

    /** Percent-encoded for any part of an address: a blank is %20 everywhere, + only in a form. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
