package org.palmares.tools.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer as a document shows it: members may be left out, {@code …} stands for any text, and at the end of a list for further ones. */
final class ShownAnswer {

    private static final String CUT = "…";

    private ShownAnswer() {}

    /** Where {@code came} is not what is {@code shown}. */
    static List<String> faults(JsonNode shown, JsonNode came) {
        List<String> faults = new ArrayList<>();
        compare("", shown, came, faults);
        return faults;
    }

    private static void compare(String at, JsonNode shown, JsonNode came, List<String> faults) {
        if (shown.isObject() && came.isObject()) {
            shown.properties().forEach(member -> compare(at + '/' + member.getKey(), member.getValue(), came.path(member.getKey()), faults));
        } else if (shown.isArray() && came.isArray()) {
            boolean cut = !shown.isEmpty() && shown.get(shown.size() - 1).asText().equals(CUT);
            int elements = shown.size() - (cut ? 1 : 0);
            if (cut ? came.size() < elements : came.size() != elements) {
                faults.add(at + " has " + came.size() + " elements: " + came);
            }
            for (int i = 0; i < elements; i++) {
                compare(at + '/' + i, shown.get(i), came.path(i), faults);
            }
        } else if (!(shown.isTextual() && came.isTextual() ? pattern(shown.asText()).matcher(came.asText()).matches() : shown.equals(came))) {
            faults.add(at + " is " + (came.isMissingNode() ? "not there" : came.toString()) + ", not " + shown);
        }
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(Stream.of(text.split(CUT, -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }
}
