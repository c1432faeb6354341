package org.palmares.protocol.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A language that names are given in.
 *
 * @param odf ODF's three letters, e.g. FRA
 * @param locale the same for names that the Java platform knows
 */
public record Language(String odf, Locale locale) {

    /** What is given where nothing else is asked for. */
    public static final Language ENGLISH = new Language("ENG", Locale.ENGLISH);

    /** Ranges of an Accept-Language header that are looked at. */
    private static final int RANGES_MAX = 20;

    /** ODF's codes are those of the Games, not ISO 639. */
    private static final Map<String, String> ODF_BY_TAG = Map.ofEntries(
            Map.entry("en", "ENG"),
            Map.entry("fr", "FRA"),
            Map.entry("es", "SPA"),
            Map.entry("pt", "POR"),
            Map.entry("de", "GER"),
            Map.entry("it", "ITA"),
            Map.entry("zh", "CHI"),
            Map.entry("ja", "JPN"),
            Map.entry("ko", "KOR"),
            Map.entry("ar", "ARA"),
            Map.entry("ru", "RUS"),
            Map.entry("nl", "NED"));

    /** The language of a tag (BCP 47: {@code fr}, {@code fr-CA}) or ODF code ({@code FRA}), where it is one that ODF uses. */
    public static Optional<Language> of(String tag) {
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("-", 2)[0];
        for (Map.Entry<String, String> known : ODF_BY_TAG.entrySet()) {
            if (known.getKey().equals(primary) || known.getValue().equalsIgnoreCase(primary)) {
                return Optional.of(new Language(known.getValue(), Locale.forLanguageTag(known.getKey())));
            }
        }
        return Optional.empty();
    }

    /** The language of an ODF code, three letters; of one that is not known here nothing but the code is known. */
    public static Language ofOdf(String code) {
        return of(code).orElse(new Language(code, Locale.ROOT));
    }

    /** The first language of an Accept-Language header (RFC 9110, 12.5.4) that ODF uses; English where there is none. */
    public static Language accepted(String header) {
        List<Locale.LanguageRange> ranges = new ArrayList<>();
        String[] first = header.split(",", RANGES_MAX + 1);
        try {
            // The time it takes grows with the square of their number.
            ranges.addAll(Locale.LanguageRange.parse(String.join(",", java.util.Arrays.asList(first).subList(0, Math.min(RANGES_MAX, first.length)))));
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
        return ranges.stream().flatMap(range -> of(range.getRange()).stream()).findFirst().orElse(ENGLISH);
    }

    /** The tag for Content-Language; {@code und} where no tag is known. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** The text in this language; else the English one, else any, always the same; empty where there is none. */
    public String choose(Map<String, String> texts) {
        String text = texts.get(odf);
        if (text == null) {
            text = texts.get(ENGLISH.odf);
        }
        return text != null ? text : texts.entrySet().stream().min(Map.Entry.comparingByKey()).map(Map.Entry::getValue).orElse("");
    }
}
