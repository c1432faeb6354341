package org.palmares.protocol.odf;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects faults and warnings while the content of a message is read; what all content has in common. */
final class Reading {

    static final String COMPETITION = "/OdfBody/Competition/";

    private static final int DIGITS_MAX = 9;

    private final int year;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings;

    /** Begins with the warnings of the header. */
    Reading(OdfMessage message) {
        year = message.header().date().getYear();
        warnings = new ArrayList<>(message.warnings());
    }

    <T> Parsed<T> parsed(T value) {
        return new Parsed<>(value, faults, warnings);
    }

    void fault(String place, String code, String message, OdfElement element) {
        add(faults, new Fault(place, code, message, element.line()));
    }

    void warning(String place, String code, String message, OdfElement element) {
        add(warnings, new Fault(place, code, message, element.line()));
    }

    private static void add(List<Fault> list, Fault fault) {
        if (list.size() < OdfLimits.FAULTS) {
            list.add(fault);
        } else if (list.size() == OdfLimits.FAULTS) {
            list.add(new Fault(fault.place(), "", "there is more like this; only the first " + OdfLimits.FAULTS + " are listed", fault.line()));
        }
    }

    /** The code of a thing; a fault where it is missing. */
    String code(OdfElement element, String attribute, String place) {
        String code = element.attribute(attribute);
        if (code.isBlank()) {
            fault(place + "/@" + attribute, "", element.name() + " has no " + attribute, element);
        }
        return code;
    }

    /**
     * A date and time with zone. One without is a fault, because guessing the zone would be wrong, and so is a year that lies far from the
     * message's: such dates stand for "not known" or are typing errors, and nobody can tell which.
     */
    Optional<OffsetDateTime> time(OdfElement element, String attribute, String place, String code) {
        String value = element.attribute(attribute).strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String what = attribute + " of " + element.name() + ' ' + code;
        Optional<Times.Read<OffsetDateTime>> time = Times.dateTime(value);
        if (time.isEmpty()) {
            fault(
                    place + "/@" + attribute,
                    code,
                    what + " must be a date and time with zone (YYYY-MM-DDThh:mm:ss and Z or ±hh:mm), not \"" + Words.shortened(value) + '"',
                    element);
            return Optional.empty();
        }
        if (Math.abs(time.get().time().getYear() - year) > OdfLimits.YEARS_AROUND_MESSAGE) {
            fault(
                    place + "/@" + attribute,
                    code,
                    what + " is " + value + ", more than " + OdfLimits.YEARS_AROUND_MESSAGE
                            + " years from the message's Date; leave out a time that is not known",
                    element);
            return Optional.empty();
        }
        if (time.get().endOfDay()) {
            warning(place + "/@" + attribute, code, what + " is written as 24:00 and is taken as the end of that day", element);
        }
        return time.map(Times.Read::time);
    }

    /** A whole number; 0 where there is none. A mistyped one is left out with a warning: one word costs itself, not the message. */
    int number(OdfElement element, String attribute, String place, String code) {
        String value = element.attribute(attribute).strip();
        if (!value.isEmpty() && !isNumber(value)) {
            warning(
                    place + "/@" + attribute,
                    code,
                    attribute + " must be a whole number, not \"" + Words.shortened(value) + "\"; it is left out",
                    element);
        }
        return numberOr(value, 0);
    }

    /** Warns where a full message holds nothing: more often a fault than a wish, and it replaces all that was known. */
    void notEmpty(OdfMessage message, boolean empty, String what) {
        if (empty && message.competition().isPresent() && !message.type().update()) {
            warning("/OdfBody/Competition", "", "the message has no " + what + " at all, and replaces all that was known by nothing", message.competition().get());
        }
    }

    /** Warns where {@code end} is before {@code start}. */
    void order(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end, String place, String code, OdfElement element) {
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            warning(place, code, element.name() + ' ' + code + " ends before it starts", element);
        }
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static int numberOr(String text, int otherwise) {
        return isNumber(text) ? Integer.parseInt(text) : otherwise;
    }

    /** Values of child elements by their language; ENG where none is given. */
    static Map<String, String> byLanguage(OdfElement element, String child) {
        Map<String, String> texts = new HashMap<>();
        for (OdfElement text : element.elements(child)) {
            String language = text.attribute("Language").isEmpty() ? "ENG" : text.attribute("Language");
            texts.putIfAbsent(language, text.attribute("Value"));
        }
        return texts;
    }

    Competitor competitor(OdfElement element) {
        List<Competitor.Member> members = element.element("Composition").stream()
                .flatMap(composition -> composition.elements("Athlete").stream())
                .sorted(Comparator.comparingInt(Reading::order))
                .map(Reading::member)
                .toList();
        return new Competitor(
                element.attribute("Code"),
                element.attribute("Type"),
                element.attribute("Bib"),
                element.attribute("Organisation"),
                element.element("Description").map(description -> description.attribute("TeamName")).orElse(""),
                members);
    }

    static int order(OdfElement athlete) {
        return numberOr(athlete.attribute("Order"), Integer.MAX_VALUE);
    }

    private static Competitor.Member member(OdfElement athlete) {
        Optional<OdfElement> description = athlete.element("Description");
        return new Competitor.Member(
                athlete.attribute("Code"),
                athlete.attribute("Bib"),
                description.map(is -> is.attribute("FamilyName")).orElse(""),
                description.map(is -> is.attribute("GivenName")).orElse(""),
                description.map(is -> is.attribute("Gender")).orElse(""),
                description.map(is -> is.attribute("Organisation")).orElse(""));
    }
}
