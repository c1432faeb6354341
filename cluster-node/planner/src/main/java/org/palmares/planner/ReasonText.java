package org.palmares.planner;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.palmares.planner.check.Violation;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.Problem;

/** Reasons as English sentences. */
final class ReasonText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM HH:mm", Locale.ENGLISH);
    private static final int NAMED_MAX = 3;

    private final Problem problem;

    ReasonText(Problem problem) {
        this.problem = problem;
    }

    String of(Violation broken, int slots) {
        String why = broken.disruption() >= 0 ? happened(problem.disruptions().get(broken.disruption())) : knockOn(broken);
        return slots == 0 ? why : why + " (rules out " + slots + (slots == 1 ? " slot)" : " slots)");
    }

    private String time(Instant instant) {
        return TIME.format(instant.atOffset(problem.zone()));
    }

    private String happened(Disruption disruption) {
        return disruption.fold(new Disruption.Cases<>() {
            @Override
            public String venueClosed(Disruption.VenueClosed closed) {
                return new Place(closed.venue(), closed.location()) + " is closed from " + time(closed.from()) + " until " + time(closed.until());
            }

            @Override
            public String capacityHalved(Disruption.CapacityHalved halved) {
                return halved.venue() + " takes half as many at once from " + time(halved.from()) + " until " + time(halved.until());
            }

            @Override
            public String nothingBefore(Disruption.NothingBefore nothing) {
                return "Nothing of " + nothing.venue() + nothing.discipline() + " begins before " + time(nothing.at());
            }

            @Override
            public String sessionLost(Disruption.SessionLost lost) {
                return "Session " + lost.session() + " cannot be held at its time";
            }
        });
    }

    private static String knockOn(Violation broken) {
        String others = named(broken.others());
        return switch (broken.rule()) {
            case LOCATION_TAKEN -> "The place is taken by " + others;
            case ROUND_ORDER -> "Rounds would no longer be in order, or without rest, with " + others;
            case REST -> named(broken.participants()) + " would have too little rest, or two units at once, with " + others;
            case BROADCAST_WINDOW -> "A medal unit stays in its broadcast window";
            case SESSION_WHOLE -> "Its session moves and is kept whole";
            case NOT_PROVEN -> "No better plan was found in the time there was";
            case HOURS -> "There is no slot within the hours, the horizon and the notice";
            default -> "It is not possible: " + broken.rule();
        };
    }

    private static String named(List<String> codes) {
        String first = String.join(", ", codes.subList(0, Math.min(NAMED_MAX, codes.size())));
        return codes.size() > NAMED_MAX ? first + " and " + (codes.size() - NAMED_MAX) + " more" : first;
    }
}
