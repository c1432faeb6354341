package org.palmares.protocol.names;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names of NOCs and disciplines. An NOC's name is that of its country as the Java platform (Unicode CLDR) gives it in every language; a few
 * are not called like a country.
 */
public final class Names {

    private static final List<String> LANGUAGES = List.of("ENG", "FRA", "SPA");
    private static final Map<String, String> COUNTRIES = new HashMap<>();
    private static final Map<String, Map<String, String>> NOCS = new HashMap<>();
    private static final Map<String, Map<String, String>> DISCIPLINES = new HashMap<>();

    static {
        rows("nocs.csv").forEach(row -> COUNTRIES.put(row[0], row[1]));
        rows("noc-names.csv").forEach(row -> NOCS.put(row[0], byLanguage(row)));
        rows("disciplines.csv").forEach(row -> DISCIPLINES.put(row[0], byLanguage(row)));
    }

    private Names() {}

    /** Name of an NOC (three letters, IOC code); the code itself where it is not known. */
    public static String noc(String noc, Language language) {
        if (NOCS.containsKey(noc)) {
            return language.choose(NOCS.get(noc));
        }
        String country = COUNTRIES.get(noc);
        return country == null ? noc : new Locale("", country).getDisplayCountry(language.locale());
    }

    /** Name of a discipline (three letters, ODF code); the code itself where it is not known. */
    public static String discipline(String discipline, Language language) {
        return DISCIPLINES.containsKey(discipline) ? language.choose(DISCIPLINES.get(discipline)) : discipline;
    }

    private static Map<String, String> byLanguage(String[] row) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            names.put(LANGUAGES.get(i), row[i + 1]);
        }
        return names;
    }

    private static List<String[]> rows(String resource) {
        try (InputStream in = Names.class.getResourceAsStream("/names/" + resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
