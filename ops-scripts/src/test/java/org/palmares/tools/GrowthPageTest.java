package org.palmares.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The arithmetic of docs/GROWTH.md is right: each of its lines is worked out again from those above it. */
class GrowthPageTest {

    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/GROWTH.md");
    /** A name, and what it is: a figure, or a sum of what was said above with its figure. */
    private static final Pattern LINE = Pattern.compile("^([a-z]\\w*) = ([^=#]+?)(?: = ([\\d,.]+))?(?:\\s+#.*)?$");
    /** Figures are told as people read them. */
    private static final double ROUNDED = 0.03;

    private final Map<String, Double> known = new HashMap<>();

    @Test
    void everyLineFollowsFromThoseAboveIt() throws IOException {
        List<String> wrong = new ArrayList<>();
        int sums = 0;
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            inside ^= line.startsWith("```");
            Matcher matcher = LINE.matcher(line);
            if (!inside || !matcher.matches()) {
                continue;
            }
            double value = value(matcher.group(2));
            if (matcher.group(3) != null) {
                sums++;
                double told = number(matcher.group(3));
                if (Math.abs(told - value) > ROUNDED * value) {
                    wrong.add(line + " (it is " + value + ")");
                }
            }
            assertEquals(null, known.put(matcher.group(1), value), () -> "said twice: " + line);
        }
        assertEquals(List.of(), wrong);
        assertTrue(sums > 20, sums + " lines were worked out again");
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /** Sums of products, as they are written on the page: no parentheses. */
    private double value(String text) {
        double sum = 0;
        for (String term : text.split(" \\+ ")) {
            double product = 1;
            boolean over = false;
            for (String word : term.strip().split("\\s+")) {
                if (word.equals("*") || word.equals("/")) {
                    over = word.equals("/");
                } else {
                    double factor = Character.isDigit(word.charAt(0)) ? number(word) : known(word);
                    product = over ? product / factor : product * factor;
                }
            }
            sum += product;
        }
        return sum;
    }

    private double known(String name) {
        Double value = known.get(name);
        assertTrue(value != null, () -> name + " is not said above");
        return value;
    }
}
