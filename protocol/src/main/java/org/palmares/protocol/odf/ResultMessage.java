package org.palmares.protocol.odf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * DT_RESULT, DT_PHASE_RESULT or DT_CUMULATIVE_RESULT (ODF data dictionaries of results).
 *
 * @param disciplineName name of the discipline as sent
 * @param eventName name of the event as sent
 * @param rows result rows in the order meant: by SortOrder, those without one after them by StartSortOrder, then StartOrder, then as sent
 */
public record ResultMessage(String disciplineName, String eventName, List<ResultRow> rows) {

    private static final Competitor NOBODY = new Competitor("", "", "", "", "", List.of());

    private record Placed(StartOrder order, ResultRow row) {}

    public ResultMessage {
        rows = List.copyOf(rows);
    }

    /** Reads the content; a withdrawal has none. */
    public static Parsed<ResultMessage> read(OdfMessage message) {
        Reading reading = new Reading(message);
        List<Placed> rows = new ArrayList<>();
        Set<Integer> places = new HashSet<>();
        message.competition().ifPresent(competition -> {
            int number = 0;
            for (OdfElement element : competition.elements("Result")) {
                rows.add(new Placed(StartOrder.of(element), row(reading, element, Reading.COMPETITION + "Result[" + ++number + ']', places)));
            }
        });
        reading.notEmpty(message, rows.isEmpty(), "Result");
        Optional<OdfElement> sport = message.competition()
                .flatMap(competition -> competition.element("ExtendedInfos"))
                .flatMap(infos -> infos.element("SportDescription"));
        return reading.parsed(new ResultMessage(
                sport.map(is -> is.attribute("DisciplineName")).orElse(""),
                sport.map(is -> is.attribute("EventName")).orElse(""),
                rows.stream().sorted(Comparator.comparing(Placed::order)).map(Placed::row).toList()));
    }

    private static ResultRow row(Reading reading, OdfElement element, String place, Set<Integer> places) {
        Optional<OdfElement> competitor = element.element("Competitor");
        if (competitor.isEmpty()) {
            reading.warning(place, "", "Result names no Competitor", element);
        }
        Competitor who = competitor.map(reading::competitor).orElse(NOBODY);
        int sortOrder = reading.number(element, "SortOrder", place, who.code());
        if (sortOrder > 0 && !places.add(sortOrder)) {
            reading.warning(
                    place + "/@SortOrder",
                    who.code(),
                    "SortOrder " + sortOrder + " is given more than once; those rows are shown as sent",
                    element);
        }
        return new ResultRow(
                sortOrder,
                element.attribute("Rank"),
                element.attribute("RankEqual").equals("Y"),
                element.attribute("Result"),
                element.attribute("ResultType"),
                element.attribute("IRM"),
                element.attribute("WLT"),
                element.attribute("QualificationMark"),
                element.attribute("StartOrder"),
                element.attribute("Diff"),
                who);
    }
}
