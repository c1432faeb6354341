package org.palmares.odf;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects faults and warnings while the content of a message is read; what all content has in common. */
final class Reading {

    static final String COMPETITION = "/OdfBody/Competition/";

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

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

    /** A date and time with zone: guessing the zone would be wrong, so one without is a fault. */
    Optional<OffsetDateTime> time(OdfElement element, String attribute, String place, String code) {
        String value = element.attribute(attribute);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value));
        } catch (DateTimeException malformed) {
            fault(
                    place + "/@" + attribute,
                    code,
                    attribute + " of " + element.name() + ' ' + code + " must be a date and time with zone (YYYY-MM-DDThh:mm:ss and Z or ±hh:mm), not \""
                            + shortened(value) + '"',
                    element);
            return Optional.empty();
        }
    }

    int number(OdfElement element, String attribute, String place, String code) {
        String value = element.attribute(attribute);
        if (value.isEmpty()) {
            return 0;
        }
        if (value.matches("\\d{1,9}")) {
            return Integer.parseInt(value);
        }
        fault(place + "/@" + attribute, code, attribute + " must be a whole number, not \"" + shortened(value) + '"', element);
        return 0;
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
                .sorted(java.util.Comparator.comparingInt(Reading::order))
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
        String order = athlete.attribute("Order");
        return order.matches("\\d{1,9}") ? Integer.parseInt(order) : Integer.MAX_VALUE;
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

    private static String shortened(String value) {
        // Half of a pair of surrogates is no text: strict readers of JSON refuse it.
        return value.codePointCount(0, value.length()) <= 60 ? value : value.substring(0, value.offsetByCodePoints(0, 60)) + "…";
    }
}
