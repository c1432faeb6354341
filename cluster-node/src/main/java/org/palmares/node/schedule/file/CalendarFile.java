package org.palmares.node.schedule.file;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.PropertyContainer;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.names.Language;

/** A calendar to subscribe to. */
final class CalendarFile {

    /** Lines are no longer than this (RFC 5545, 3.1). */
    private static final int LINE_OCTETS = 75;
    /** How often those who subscribed are asked to look again; what has not changed costs them nothing. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
    private static final byte[] FOLD = "\r\n ".getBytes(StandardCharsets.US_ASCII);

    /** What would end a line, or is in none (RFC 5545, 3.1); the library escapes only line feeds. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CalendarFile() {}

    /**
     * The file.
     *
     * @param title its name in the list of calendars
     * @param page address of the public page of these Games; what stands for a unit is added
     */
    static byte[] of(List<CalendarEvent> events, String title, Language language, String page) {
        CalendarFile file = new CalendarFile();
        Calendar head = new Calendar();
        head.add(new ProdId("-//Palmares//Timetable//EN"));
        head.add(ImmutableVersion.VERSION_2_0);
        head.add(new XProperty("X-WR-CALNAME", CONTROLS.matcher(title).replaceAll(" ")));
        head.add(new RefreshInterval(null, LOOK_AGAIN));
        head.add(new XProperty("X-PUBLISHED-TTL", LOOK_AGAIN.toString()));
        file.line("BEGIN:VCALENDAR");
        file.lines(properties(head));
        events.forEach(event -> file.lines(event.entry(language, URI.create(page + Paths.encoded(event.unit().code().value()))).toString()));
        file.line("END:VCALENDAR");
        return file.out.toByteArray();
    }

    private static String properties(PropertyContainer of) {
        StringBuilder text = new StringBuilder();
        of.getPropertyList().getAll().forEach(text::append);
        return text.toString();
    }

    private void lines(String text) {
        for (String line : text.split("\r\n")) {
            line(line);
        }
    }

    /** Folded between characters: the library counts these, and others count bytes. */
    private void line(String text) {
        byte[] bytes = CONTROLS.matcher(text).replaceAll(" ").getBytes(StandardCharsets.UTF_8);
        int from = 0;
        int room = LINE_OCTETS;
        while (bytes.length - from > room) {
            int to = from + room;
            while ((bytes[to] & 0xC0) == 0x80) {
                to--;
            }
            out.write(bytes, from, to - from);
            out.writeBytes(FOLD);
            from = to;
            room = LINE_OCTETS - 1;
        }
        out.write(bytes, from, bytes.length - from);
        out.writeBytes(new byte[] {'\r', '\n'});
    }
}
