package org.palmares.tools.testfeed;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes live results in the form and size of real ones: {@code DT_RESULT}, LIVE, of a Games and persons that do not exist. */
public final class ResultMaker {

    /** CompetitionCode of the messages. They carry FeedFlag T, so that nothing of a production feed is touched. */
    static final String CODE = "BENCH";

    /** The Games they belong to. */
    public static final String GAMES = CODE + "-T";

    private static final String[] NOCS = "FRA USA CHN BRA KEN JPN AUS ESP ITA NED GBR NZL JAM ETH CAN GER".split(" ");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS", Locale.ROOT);
    private static final int FASTEST_HUNDREDTHS = 4_300;
    private static final int SPREAD_HUNDREDTHS = 400;

    private record Row(int athlete, int hundredths) {}

    private final int competitors;

    private final String code;

    public ResultMaker(int competitors) {
        this(CODE, competitors);
    }

    /**
     * Makes results of a feed of its own.
     *
     * @param code CompetitionCode, five letters
     * @param competitors rows of each result
     */
    public ResultMaker(String code, int competitors) {
        this.code = code;
        this.competitors = competitors;
    }

    /** The Games they belong to. */
    public String games() {
        return code + "-T";
    }

    /** RSC of the unit of competition {@code number}, 0 to 9999. */
    public String unitOf(int number) {
        return String.format(Locale.ROOT, "ATHM%s%04d---------FNL-000100--", code, number);
    }

    /** RSC of the unit of competition {@code number}, 0 to 9999. */
    public static String unit(int number) {
        return new ResultMaker(0).unitOf(number);
    }

    /** RSC of the competition, 22 characters. */
    public static String competition(int number) {
        return unit(number).substring(0, 22);
    }

    /** Version {@code version} of the result of competition {@code number}, made at {@code now}. The same arguments give the same bytes. */
    public byte[] message(int number, long version, LocalDateTime now) {
        return message(number, version, "LIVE", now);
    }

    /** The same with another ResultStatus. */
    public byte[] message(int number, long version, String status, LocalDateTime now) {
        StringBuilder xml = new StringBuilder(400 + competitors * 320)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"").append(code)
                .append("\" DocumentCode=\"").append(unitOf(number))
                .append("\" DocumentType=\"DT_RESULT\" Version=\"").append(version)
                .append("\" ResultStatus=\"").append(status).append("\" FeedFlag=\"T\" Date=\"").append(now.toLocalDate())
                .append("\" Time=\"").append(TIME.format(now))
                .append("\" LogicalDate=\"").append(now.toLocalDate())
                .append("\" Source=\"").append(code).append("\">\n<Competition>\n<ExtendedInfos>\n")
                .append("<SportDescription DisciplineName=\"Athletics\" EventName=\"Measured ")
                .append(number)
                .append("\" Gender=\"M\" />\n<VenueDescription Venue=\"STA\" VenueName=\"Stadium\" Location=\"STA\"")
                .append(" LocationName=\"Stadium\" />\n")
                .append("</ExtendedInfos>\n");
        List<Row> rows = rows(number, version);
        for (int i = 0; i < rows.size(); i++) {
            row(xml, number, rows.get(i), i + 1, rows.get(0).hundredths());
        }
        return xml.append("</Competition>\n</OdfBody>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<Row> rows(int number, long version) {
        SplittableRandom random = new SplittableRandom(number * 1_000_003L + version);
        List<Row> rows = new ArrayList<>();
        for (int athlete = 1; athlete <= competitors; athlete++) {
            rows.add(new Row(athlete, FASTEST_HUNDREDTHS + random.nextInt(SPREAD_HUNDREDTHS)));
        }
        rows.sort(Comparator.comparingInt(Row::hundredths).thenComparingInt(Row::athlete));
        return rows;
    }

    private static void row(StringBuilder xml, int number, Row row, int place, int best) {
        String code = Integer.toString(9_000_000 + number * 100 + row.athlete());
        String noc = NOCS[(number + row.athlete()) % NOCS.length];
        xml.append("<Result Rank=\"").append(place)
                .append("\" ResultType=\"TIME\" Result=\"").append(seconds(row.hundredths()))
                .append("\" SortOrder=\"").append(place)
                .append("\" StartOrder=\"").append(row.athlete())
                .append("\" Diff=\"+").append(seconds(row.hundredths() - best))
                .append("\">\n<Competitor Code=\"").append(code).append("\" Type=\"A\" Bib=\"").append(row.athlete())
                .append("\" Organisation=\"").append(noc)
                .append("\">\n<Composition>\n<Athlete Code=\"").append(code).append("\" Order=\"1\" Bib=\"").append(row.athlete())
                .append("\">\n<Description GivenName=\"Given").append(row.athlete())
                .append("\" FamilyName=\"FAMILY").append(number)
                .append("\" Gender=\"M\" Organisation=\"").append(noc)
                .append("\" />\n</Athlete>\n</Composition>\n</Competitor>\n</Result>\n");
    }

    private static String seconds(int hundredths) {
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}
