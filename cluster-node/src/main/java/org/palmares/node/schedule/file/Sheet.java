package org.palmares.node.schedule.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitField;
import org.palmares.node.http.Refusals;
import org.palmares.node.schedule.Listing.Place;
import org.palmares.node.schedule.Places;
import org.palmares.node.view.Parts;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Unit;

/**
 * The timetable as a spreadsheet (RFC 4180): a row for each unit. It can be changed and sent back; of {@link #FIELDS} each cell is what is to be, and
 * {@link #READ_ONLY} is for reading. UTF-8 with a byte order mark, because without one Excel takes it for something else.
 */
public final class Sheet {

    /** The column with the RSC. */
    public static final String UNIT = "unit";

    /** The column with the revision that a row was read with. */
    public static final String REVISION = "revision";

    /** Columns that can be changed. */
    public static final Map<String, UnitField> FIELDS = fields(
            UnitField.STATUS, UnitField.START, UnitField.END, UnitField.HIDE_START, UnitField.START_TEXT, UnitField.ORDER, UnitField.VENUE, UnitField.LOCATION,
            UnitField.SESSION);

    /** Columns that are not looked at when the file comes back. */
    public static final List<String> READ_ONLY = List.of("name", "discipline", "venueName", "locationName", "actualStart", "actualEnd");

    /** What begins like a formula is calculated by spreadsheets, whoever wrote it: such a text gets an apostrophe more, and loses it on the way back. */
    private static final Pattern LIKE_A_FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, Function<Place, String>> columns = new LinkedHashMap<>();

    private Sheet(Places names, Language language) {
        columns.put(UNIT, Place::code);
        columns.put("name", place -> language.choose(place.unit().names()));
        columns.put("discipline", place -> place.unit().code().discipline());
        FIELDS.forEach((column, field) -> {
            columns.put(column, place -> value(field, place.unit()));
            if (field == UnitField.VENUE) {
                columns.put("venueName", place -> names.venue(place.competition(), place.unit()));
            } else if (field == UnitField.LOCATION) {
                columns.put("locationName", place -> names.location(place.competition(), place.unit()));
            }
        });
        columns.put("actualStart", place -> time(place.unit().actualStart()));
        columns.put("actualEnd", place -> time(place.unit().actualEnd()));
        columns.put(REVISION, place -> place.competition().revision(place.code()).map(Revision::toString).orElse(""));
    }

    private static Map<String, UnitField> fields(UnitField... fields) {
        Map<String, UnitField> named = new LinkedHashMap<>();
        for (UnitField field : fields) {
            named.put(Refusals.name(field), field);
        }
        return named;
    }

    /** The file with these units. */
    static byte[] of(List<Place> places, Places names, Language language) {
        Sheet sheet = new Sheet(names, language);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8); CSVPrinter rows = new CSVPrinter(writer, CSVFormat.RFC4180)) {
            writer.write(BYTE_ORDER_MARK);
            rows.printRecord(sheet.columns.keySet());
            for (Place place : places) {
                rows.printRecord(sheet.columns.values().stream().map(column -> guarded(column.apply(place))));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The value of a unit as it is in a cell. {@code Y} as ODF has it: true and false are translated by spreadsheets. */
    public static String value(UnitField field, Unit unit) {
        return switch (field) {
            case START -> time(unit.start());
            case END -> time(unit.end());
            case HIDE_START -> unit.hideStart() ? "Y" : "";
            default -> field.of(unit);
        };
    }

    private static String time(Optional<OffsetDateTime> time) {
        return Optional.ofNullable(Parts.time(time)).orElse("");
    }

    private static String guarded(String text) {
        return LIKE_A_FORMULA.matcher(text).matches() ? '\'' + text : text;
    }

    /** The text that was in a cell before it was kept from being a formula. */
    public static String unguarded(String cell) {
        return cell.startsWith("'") && LIKE_A_FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
