package org.palmares.node.http;

import java.util.Locale;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;

/** Whether what is offered is accepted (RFC 9110, 12.5.1). A header that makes no sense accepts everything: nobody means it. */
public final class Accepted {

    private static final int RANGES_MAX = 64;

    private Accepted() {}

    /** Ends in 406 unless {@code type}, such as {@code application/json}, is accepted. */
    static void require(HttpRequest request, String type) {
        if (!Answers.header(request, "accept").map(accept -> accepts(accept, type)).orElse(true)) {
            throw new ProblemException(none(type));
        }
    }

    static Problem none(String offered) {
        return Problem.of(ProblemType.NOT_ACCEPTABLE, "Offered is " + offered + "; name it in Accept, or leave that header out.").with("offered", offered);
    }

    /** The most specific range that fits decides. */
    public static boolean accepts(String header, String type) {
        String any = type.substring(0, type.indexOf('/')) + "/*";
        int specific = 0;
        double weight = 0;
        boolean sense = false;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", RANGES_MAX)) {
            String[] parts = range.strip().split("\\s*;\\s*");
            sense |= parts.length > 0 && parts[0].matches("[^/\\s]+/[^/\\s]+");
            int fits = parts.length == 0 ? 0 : parts[0].equals(type) ? 3 : parts[0].equals(any) ? 2 : parts[0].equals("*/*") ? 1 : 0;
            if (fits > specific) {
                specific = fits;
                weight = weight(parts);
            }
        }
        return !sense || weight > 0;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("q=0(\\.0*)?")) {
                return 0;
            }
        }
        return 1;
    }
}
