package org.palmares.node.schedule.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitField;
import org.palmares.node.calendar.VenueClock;
import org.palmares.node.http.Refusals;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.node.schedule.UnitValues;
import org.palmares.node.schedule.change.Action.SetEach.Edit;
import org.palmares.node.schedule.file.Sheet;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.Unit;

/**
 * Reads a spreadsheet of units, as {@link Sheet} writes it or with fewer columns: what is to be of each unit in it. Each fault is told with the row, counted as
 * spreadsheets do, and the column. Pure.
 */
final class ChangeSheet {

    private static final int ROWS_MAX = 20_000;
    private static final int FAULTS_TOLD = 100;
    private static final Map<String, String> YES_AND_NO = Map.of("Y", "true", "TRUE", "true", "N", "", "FALSE", "", "", "");

    /**
     * What is known of a unit.
     *
     * @param now as it is
     * @param revision which that is
     */
    record Known(Unit now, Revision revision) {}

    private final Function<String, Optional<Known>> units;
    private final VenueClock clock;
    private final List<Fault> faults = new ArrayList<>();
    private final SortedMap<String, Edit> edits = new TreeMap<>();
    private List<String> columns = List.of();

    private ChangeSheet(Function<String, Optional<Known>> units, VenueClock clock) {
        this.units = units;
        this.clock = clock;
    }

    /**
     * Reads a file. Of a row only what differs from the timetable is asked for.
     *
     * @param units what is known of each unit, by RSC
     * @param clock of the venues, for times that are written without an offset
     * @throws Invalid with every fault
     */
    static Action.SetEach read(byte[] file, Function<String, Optional<Known>> units, VenueClock clock) {
        ChangeSheet sheet = new ChangeSheet(units, clock);
        List<CSVRecord> records = sheet.records(text(file));
        if (records.isEmpty()) {
            throw invalid("row 1", "it has the names of the columns: " + Sheet.UNIT + " and what is to be changed of " + String.join(", ", Sheet.FIELDS.keySet()));
        }
        sheet.header(records.get(0));
        if (sheet.faults.isEmpty()) {
            records.subList(1, records.size()).forEach(sheet::row);
        }
        if (sheet.faults.isEmpty() && sheet.edits.isEmpty()) {
            sheet.faults.add(new Fault("row 2", "there is no unit in the file"));
        }
        if (!sheet.faults.isEmpty()) {
            throw new Invalid(sheet.faults.stream().limit(FAULTS_TOLD).toList());
        }
        return new Action.SetEach(sheet.edits);
    }

    private static Invalid invalid(String field, String message) {
        return new Invalid(List.of(new Fault(field, message)));
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherwise) {
            throw invalid("", "the file is not in UTF-8; save it as \"CSV UTF-8\"");
        }
    }

    /** Spreadsheets write what parts columns where they are: a comma, a semicolon or a tab. */
    private List<CSVRecord> records(String text) {
        String first = text.lines().findFirst().orElse("");
        char separator = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180.builder().setDelimiter(separator).get())) {
            List<CSVRecord> records = new ArrayList<>();
            for (CSVRecord row : parser) {
                if (records.size() > ROWS_MAX) {
                    throw invalid("row " + row.getRecordNumber(), "there are more than " + ROWS_MAX + " rows; split the file");
                }
                records.add(row);
            }
            return records;
        } catch (IOException | UncheckedIOException malformed) {
            throw invalid("", "the file is no CSV: " + malformed.getMessage());
        }
    }

    private void header(CSVRecord header) {
        columns = header.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                faults.add(new Fault("row 1." + column, "the column is there twice"));
            } else if (!Sheet.FIELDS.containsKey(column) && !Sheet.READ_ONLY.contains(column) && !Set.of(Sheet.UNIT, Sheet.REVISION).contains(column)) {
                faults.add(new Fault("row 1." + column, "the column is not known; what can be changed is " + String.join(", ", Sheet.FIELDS.keySet())));
            }
        }
        if (!seen.contains(Sheet.UNIT)) {
            faults.add(new Fault("row 1." + Sheet.UNIT, "the column with the RSC of the unit is missing"));
        }
    }

    private void row(CSVRecord row) {
        String where = "row " + row.getRecordNumber();
        if (row.stream().allMatch(String::isBlank)) {
            return;
        }
        if (row.size() != columns.size()) {
            faults.add(new Fault(where, "it has " + row.size() + " cells, and there are " + columns.size() + " columns"));
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), Sheet.unguarded(row.get(i)).strip());
        }
        String unit = cells.get(Sheet.UNIT);
        if (!Rsc.isRsc(unit)) {
            faults.add(new Fault(where + '.' + Sheet.UNIT, "\"" + unit + "\" is no RSC: 34 characters of A-Z, 0-9, '.' and '-'"));
        } else if (edits.containsKey(unit)) {
            faults.add(new Fault(where + '.' + Sheet.UNIT, unit + " is in " + edits.get(unit).where() + " too"));
        } else {
            edits.put(unit, units.apply(unit).map(known -> edit(where, cells, known)).orElse(nothing(where)));
        }
    }

    private static Edit nothing(String where) {
        return new Edit(new TreeMap<>(), Optional.empty(), where);
    }

    private Edit edit(String where, Map<String, String> cells, Known known) {
        SortedMap<UnitField, String> set = new TreeMap<>();
        Unit asked = known.now();
        for (Map.Entry<String, UnitField> column : Sheet.FIELDS.entrySet()) {
            UnitField field = column.getValue();
            String cell = cells.get(column.getKey());
            if (cell != null && !cell.equals(Sheet.value(field, known.now()).strip())) {
                Optional<String> value = value(where + '.' + column.getKey(), field, cell, known.now());
                value.ifPresent(is -> set.put(field, is));
                asked = value.isPresent() ? field.with(asked, value.get()) : asked;
            }
        }
        Optional<Revision> base = revision(where, cells.getOrDefault(Sheet.REVISION, ""));
        return asked.equals(known.now()) || base.isPresent() && isAsRead(base.get(), asked, cells) ? nothing(where) : new Edit(set, base, where);
    }

    /** Whether nobody has changed anything in the row since it was written: that something else has changed the unit is no reason to undo it. */
    private static boolean isAsRead(Revision base, Unit asked, Map<String, String> cells) {
        Unit then = asked;
        for (UnitField field : List.of(UnitField.ACTUAL_START, UnitField.ACTUAL_END)) {
            String column = Refusals.name(field);
            Optional<String> value = Optional.ofNullable(cells.get(column)).flatMap(cell -> UnitValues.read(field, cell));
            then = value.isPresent() ? field.with(then, value.get()) : then;
        }
        return base.isOf(then);
    }

    private Optional<Revision> revision(String where, String cell) {
        Optional<Revision> base = Revision.parse(cell);
        if (base.isEmpty() && !cell.isEmpty()) {
            faults.add(new Fault(where + '.' + Sheet.REVISION, "it is the revision of the unit as it was given, or empty"));
        }
        return base;
    }

    private Optional<String> value(String where, UnitField field, String cell, Unit now) {
        Optional<String> value = switch (field) {
            case START, END -> UnitValues.read(field, cell).or(() -> local(cell, now).flatMap(time -> UnitValues.read(field, time)));
            case HIDE_START -> Optional.ofNullable(YES_AND_NO.get(cell.toUpperCase(Locale.ROOT)));
            default -> UnitValues.read(field, cell);
        };
        if (value.isEmpty()) {
            faults.add(new Fault(where, '"' + cell + "\": " + (field == UnitField.HIDE_START ? "it is Y, N or empty" : UnitValues.expected(field).replace("null", "empty"))));
        }
        return value;
    }

    /** A time without an offset is that of the venues' clock, where the unit is by that clock and it shows the time once. */
    private Optional<String> local(String cell, Unit now) {
        try {
            LocalDateTime local = LocalDateTime.parse(cell.replace(' ', 'T'));
            List<ZoneOffset> offsets = clock.offsets(local);
            boolean here = now.start().or(now::end).map(ChangeSheet.this::isByTheClock).orElse(true);
            return offsets.size() == 1 && here ? Optional.of(local.atOffset(offsets.get(0)).toString()) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private boolean isByTheClock(OffsetDateTime time) {
        return clock.offsets(time.toLocalDateTime()).contains(time.getOffset());
    }
}
