package org.palmares.odf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the attributes of OdfBody, listing every fault (lengths and forms: ODF Foundation Principles 3.3.2). */
final class HeaderReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS");
    private static final Pattern COMPETITION_CODE = Pattern.compile("[A-Z0-9.\\-]{1,15}");
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("[A-Z0-9_]{1,30}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}");

    private final OdfElement root;
    private final List<Fault> faults;

    private HeaderReader(OdfElement root, List<Fault> faults) {
        this.root = root;
        this.faults = faults;
    }

    /** The header; without meaning if faults were added. */
    static OdfHeader read(OdfElement root, List<Fault> faults) {
        if (!root.name().equals("OdfBody")) {
            faults.add(new Fault("/" + root.name(), "", "the root element of an ODF message is OdfBody", root.line()));
        }
        if (root.elements("Competition").size() > 1) {
            faults.add(new Fault("/OdfBody/Competition[2]", "", "a message has at most one Competition", root.elements("Competition").get(1).line()));
        }
        return new HeaderReader(root, faults).header();
    }

    private OdfHeader header() {
        String type = matching("DocumentType", DOCUMENT_TYPE, "up to 30 characters of A-Z, 0-9 and '_'");
        String code = mandatory("DocumentCode");
        if (DocumentType.of(type).codeIsRsc() && !code.isEmpty() && !Rsc.isRsc(code)) {
            fault("DocumentCode", "of a " + type + " must be an RSC of 34 characters, this one has " + code.length());
        } else if (code.length() > Rsc.LENGTH) {
            fault("DocumentCode", "has more than 34 characters");
        }
        return new OdfHeader(
                matching("CompetitionCode", COMPETITION_CODE, "1 to 15 characters of A-Z, 0-9, '.' and '-'"),
                code,
                bounded("DocumentSubcode", 34),
                type,
                bounded("DocumentSubtype", 20),
                version(),
                status(),
                bounded("Language", 3),
                feedFlag(),
                date("Date"),
                time(),
                date("LogicalDate"),
                mandatory("Source"));
    }

    private String mandatory(String attribute) {
        String value = root.attribute(attribute);
        if (value.isBlank()) {
            fault(attribute, "is missing; every ODF message has it");
        }
        return value;
    }

    private String matching(String attribute, Pattern form, String expected) {
        String value = mandatory(attribute);
        if (!value.isBlank() && !form.matcher(value).matches()) {
            fault(attribute, "must be " + expected);
        }
        return value;
    }

    private String bounded(String attribute, int length) {
        String value = root.attribute(attribute);
        if (value.length() > length) {
            fault(attribute, "has more than " + length + " characters");
        }
        return value;
    }

    private long version() {
        String value = mandatory("Version");
        if (VERSION.matcher(value).matches()) {
            return Long.parseLong(value);
        }
        if (!value.isBlank()) {
            fault("Version", "must be a whole number, at most 9 digits");
        }
        return 0;
    }

    private ResultStatus status() {
        String value = root.attribute("ResultStatus");
        if (value.isEmpty()) {
            return ResultStatus.NONE;
        }
        try {
            return ResultStatus.valueOf(value);
        } catch (IllegalArgumentException unknown) {
            fault("ResultStatus", "is none of ODF's");
            return ResultStatus.NONE;
        }
    }

    private boolean feedFlag() {
        String value = mandatory("FeedFlag");
        if (!value.isBlank() && !value.equals("P") && !value.equals("T")) {
            fault("FeedFlag", "must be P (production) or T (test)");
        }
        return value.equals("T");
    }

    private LocalDate date(String attribute) {
        String value = mandatory(attribute);
        try {
            return value.isBlank() ? LocalDate.EPOCH : LocalDate.parse(value);
        } catch (DateTimeException malformed) {
            fault(attribute, "must be a date, YYYY-MM-DD");
            return LocalDate.EPOCH;
        }
    }

    private LocalTime time() {
        String value = mandatory("Time");
        try {
            return value.isBlank() ? LocalTime.MIDNIGHT : LocalTime.parse(value, TIME);
        } catch (DateTimeException malformed) {
            fault("Time", "must be a time of nine digits, hhmmssfff");
            return LocalTime.MIDNIGHT;
        }
    }

    private void fault(String attribute, String message) {
        faults.add(new Fault("/OdfBody/@" + attribute, "", attribute + ' ' + message, root.line()));
    }
}
