package org.palmares.node.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.palmares.competition.Limits;
import org.palmares.node.schedule.UnitPatch.Fault;

/** What the bodies of schedulers' requests have in common. */
public final class Members {

    /** What a reason has to be. */
    public static final String REASON = "it is a text of up to " + Limits.EDIT_TEXT_MAX + " characters, without control characters";

    private Members() {}

    /** Adds a fault for each member of {@code object} that is none of {@code known}. */
    public static void requireKnown(JsonNode object, Set<String> known, List<Fault> faults) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(new Fault(name, "it is not known here; what is, is " + String.join(", ", known.stream().sorted().toList())));
            }
        });
    }

    /** Why something is wanted, in words; empty where that is not said, or is no text. */
    public static String reason(JsonNode body, List<Fault> faults) {
        JsonNode reason = body.path("reason");
        if (!(reason.isTextual() || reason.isNull() || reason.isMissingNode()) || !isReason(reason.asText())) {
            faults.add(new Fault("reason", REASON));
        }
        return reason.isTextual() ? reason.asText().strip() : "";
    }

    /** Whether everybody can read it who is told it: no control characters but ends of lines and tabs, no half of a character (RFC 8259, 8.2). */
    public static boolean isReason(String text) {
        return text.length() <= Limits.EDIT_TEXT_MAX && text.codePoints().noneMatch(one -> Character.isISOControl(one) && "\n\r\t".indexOf(one) < 0
                || one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE);
    }
}
