package org.palmares.http;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.access.Keys;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;

/** Asks for keys: {@code X-API-KEY}, as ODF transport has it, or a bearer token (RFC 6750). */
final class Access {

    /** The scheme's name has no case (RFC 9110, 11.1). */
    private static final String BEARER = "Bearer ";

    private Access() {}

    /** Ends in 401 unless the request has the key of {@code role}. */
    static void require(HttpRequest request, Keys keys, Keys.Role role) {
        Optional<String> bearer = Answers.header(request, "authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        if (!keys.allows(role, Answers.header(request, "x-api-key").or(() -> bearer))) {
            throw new ProblemException(Problem.of(
                            ProblemType.UNAUTHORIZED,
                            "Send the key of the role " + role.name().toLowerCase(java.util.Locale.ROOT) + " as X-API-KEY or as a bearer token.")
                    .header("WWW-Authenticate", "Bearer"));
        }
    }
}
