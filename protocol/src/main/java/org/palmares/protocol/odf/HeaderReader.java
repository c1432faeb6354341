package org.palmares.protocol.odf;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the attributes of OdfBody, listing every fault (lengths and forms: ODF Foundation Principles 3.3.2). Blanks around a value do not
 * count. What needs no guess is taken with a warning.
 */
final class HeaderReader {

    private static final Pattern COMPETITION_CODE = Pattern.compile("[A-Za-z0-9.\\-]{1,15}");
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("[A-Z0-9_]{1,30}");
    private static final Pattern VERSION = Pattern.compile("0{0,20}\\d{1,10}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Z]{2,3}");
    private static final int LANGUAGE_LETTERS = 3;
    private static final int SUBCODE_CHARACTERS = 34;
    private static final int SUBTYPE_CHARACTERS = 20;

    private final OdfElement root;
    private final Optional<LocalDate> today;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

    private HeaderReader(OdfElement root, Optional<LocalDate> today) {
        this.root = root;
        this.today = today;
    }

    /**
     * The header.
     *
     * @param today what the years of its dates are held against; nothing for messages that were accepted once
     */
    static Parsed<OdfHeader> read(OdfElement root, Optional<LocalDate> today) {
        HeaderReader reader = new HeaderReader(root, today);
        if (!root.name().equals("OdfBody")) {
            reader.faults.add(new Fault("/" + Words.shortened(root.name()), "", "the root element of an ODF message is OdfBody", root.line()));
        }
        List<OdfElement> competitions = root.elements("Competition");
        if (competitions.size() > 1) {
            reader.faults.add(new Fault("/OdfBody/Competition[2]", "", "a message has at most one Competition", competitions.get(1).line()));
        }
        OdfHeader header = reader.header();
        return new Parsed<>(header, reader.faults, reader.warnings);
    }

    private OdfHeader header() {
        String competition = competitionCode();
        String type = documentType();
        String code = documentCode(type);
        Times.Read<LocalTime> time = time();
        LocalDate date = date("Date").map(day -> time.endOfDay() ? day.plusDays(1) : day).orElse(LocalDate.EPOCH);
        return new OdfHeader(
                competition,
                code,
                code("DocumentSubcode", text("DocumentSubcode"), SUBCODE_CHARACTERS),
                type,
                code("DocumentSubtype", text("DocumentSubtype"), SUBTYPE_CHARACTERS),
                version(),
                status(),
                language(),
                feedFlag(),
                date,
                time.time(),
                date("LogicalDate").orElse(LocalDate.EPOCH),
                source());
    }

    /** The attribute without the blanks around it, which fields of fixed length bring along. */
    private String text(String attribute) {
        return root.attribute(attribute).strip();
    }

    private String mandatory(String attribute) {
        String value = text(attribute);
        if (value.isEmpty()) {
            fault(attribute, "is missing; every ODF message has it");
        }
        return value;
    }

    private String matching(String attribute, Pattern form, String expected) {
        String value = mandatory(attribute);
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            fault(attribute, "must be " + expected);
        }
        return value;
    }

    /** Test feeds are told apart by the ending -T, so no CompetitionCode may have it. */
    private String competitionCode() {
        String code = matching("CompetitionCode", COMPETITION_CODE, "1 to 15 letters, digits, '.' and '-'");
        if (code.endsWith("-T")) {
            fault("CompetitionCode", "must not end in -T, which names the test feed of a Games here; send tests with FeedFlag T under the Games' own code");
        }
        return code;
    }

    private String documentType() {
        String type = matching("DocumentType", DOCUMENT_TYPE, "up to 30 characters of A-Z, 0-9 and '_'");
        if (DOCUMENT_TYPE.matcher(type).matches() && !DocumentType.of(type).understood()) {
            warning("DocumentType", Words.shortened(type) + " is not known here: the message is carried and not understood");
        }
        return type;
    }

    private String documentCode(String type) {
        String code = code("DocumentCode", mandatory("DocumentCode"), Rsc.LENGTH);
        if (DocumentType.of(type).codeIsRsc() && !code.isEmpty() && code.length() <= Rsc.LENGTH && !Rsc.isRsc(code)) {
            fault("DocumentCode", "of a " + type + " must be an RSC: 34 characters of A-Z, 0-9, '.' and '-'; this one has " + code.length());
        }
        return code;
    }

    private String code(String attribute, String value, int length) {
        if (value.length() > length) {
            fault(attribute, "has more than " + length + " characters");
        } else if (!Words.isCode(value)) {
            fault(attribute, "has control characters, separators of lines or invisible ones; a code has none");
        }
        return value;
    }

    private String source() {
        String source = code("Source", text("Source"), OdfLimits.SOURCE_CHARACTERS);
        if (source.isEmpty()) {
            warning("Source", "is missing: who sent this can not be told apart from others that send none");
        }
        return source;
    }

    private long version() {
        String value = mandatory("Version");
        if (value.isEmpty()) {
            return 0;
        }
        long version = VERSION.matcher(value).matches() ? Long.parseLong(value) : Long.MAX_VALUE;
        if (version > OdfLimits.VERSION) {
            fault("Version", "must be a whole number, at most " + OdfLimits.VERSION);
        }
        return version;
    }

    private ResultStatus status() {
        String value = text("ResultStatus");
        if (value.isEmpty()) {
            return ResultStatus.NONE;
        }
        if (!Words.isWord(value)) {
            fault("ResultStatus", "must be a word such as OFFICIAL");
            return ResultStatus.NONE;
        }
        ResultStatus status = ResultStatus.valueOf(value);
        if (!status.known()) {
            warning("ResultStatus", value + " is not known here and is passed on as it is");
        }
        return status;
    }

    private String language() {
        String value = text("Language").toUpperCase(Locale.ROOT);
        if (!value.isEmpty() && !LANGUAGE.matcher(value).matches()) {
            fault("Language", "must be an ODF language, three letters such as ENG");
        } else if (!value.isEmpty() && (value.length() != LANGUAGE_LETTERS || !value.equals(text("Language")))) {
            warning("Language", "is not written as ODF does, three capital letters; it is taken as " + value);
        }
        return value;
    }

    private boolean feedFlag() {
        String value = mandatory("FeedFlag");
        if (!value.isEmpty() && !value.equals("P") && !value.equals("T")) {
            fault("FeedFlag", "must be P (production) or T (test)");
        }
        return value.equals("T");
    }

    private Optional<LocalDate> date(String attribute) {
        String value = mandatory(attribute);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> date = Times.date(value);
        if (date.isEmpty()) {
            fault(attribute, "must be a date, YYYY-MM-DD");
        } else if (today.isPresent() && !isNear(date.get(), today.get())) {
            fault(attribute, value + " can not be: messages are dated at most " + OdfLimits.YEARS_AFTER_TODAY + " years after and "
                    + OdfLimits.YEARS_BEFORE_TODAY + " years before today, " + today.get() + "; set the clock of the source");
        }
        return date;
    }

    private static boolean isNear(LocalDate date, LocalDate today) {
        int years = date.getYear() - today.getYear();
        return years <= OdfLimits.YEARS_AFTER_TODAY && years >= -OdfLimits.YEARS_BEFORE_TODAY;
    }

    private Times.Read<LocalTime> time() {
        String value = mandatory("Time");
        Optional<Times.Read<LocalTime>> time = Times.headerTime(value);
        if (time.isEmpty() && !value.isEmpty()) {
            fault("Time", "must be a time of nine digits, hhmmssfff");
        }
        if (time.isPresent() && time.get().endOfDay()) {
            warning("Time", "240000000 is taken as the end of the day, 000000000 of the next date");
        }
        return time.orElse(new Times.Read<>(LocalTime.MIDNIGHT, false));
    }

    private void fault(String attribute, String message) {
        faults.add(new Fault("/OdfBody/@" + attribute, "", attribute + ' ' + message, root.line()));
    }

    private void warning(String attribute, String message) {
        warnings.add(new Fault("/OdfBody/@" + attribute, "", attribute + ' ' + message, root.line()));
    }
}
