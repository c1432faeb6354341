package org.palmares.protocol.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences in several languages, with places for names and numbers: {@code names/<subject>.<tag>.properties}. */
public final class Texts {

    /** Languages there is a file of. */
    public static final List<Language> LANGUAGES =
            List.of(Language.ENGLISH, Language.of("fr").orElseThrow(), Language.of("es").orElseThrow());

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String subject;
    private final Map<String, Map<String, String>> byKey = new HashMap<>();

    /** The texts about {@code subject}. */
    public Texts(String subject) {
        this.subject = subject;
        for (Language language : LANGUAGES) {
            read(language).forEach((key, text) -> byKey.computeIfAbsent((String) key, any -> new HashMap<>()).put(language.odf(), (String) text));
        }
    }

    private Properties read(Language language) {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("/names/" + subject + '.' + language.tag() + ".properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts;
    }

    /** All keys there are in any language. */
    public Set<String> keys() {
        return new TreeSet<>(byKey.keySet());
    }

    /** The text of {@code key} by ODF language. */
    public Map<String, String> of(String key) {
        return byKey.getOrDefault(key, Map.of());
    }

    /**
     * A text with its places filled; what has no value is left out.
     *
     * @throws IllegalArgumentException if there is no such text
     */
    public String say(String key, Language language, Map<String, String> values) {
        if (!byKey.containsKey(key)) {
            throw new IllegalArgumentException("there is no text " + key + " of " + subject);
        }
        return PLACE.matcher(language.choose(of(key))).replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
