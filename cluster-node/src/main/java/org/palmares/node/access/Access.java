package org.palmares.node.access;

import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.http.Answers;
import org.palmares.node.http.Asked;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/** Asks for keys: {@code X-API-KEY}, as ODF transport has it, or a bearer token (RFC 6750). */
public final class Access {

    /** The scheme's name has no case (RFC 9110, 11.1). */
    private static final String BEARER = "Bearer ";

    private static final AttributeKey<Principal> WHO = AttributeKey.create("who", Principal.class);

    private Access() {}

    /** {@code request} as one of which is known who asks. */
    public static HttpRequest by(HttpRequest request, Principal who) {
        return request.addAttribute(WHO, who);
    }

    /** Who asks, where that was made known. */
    public static Principal who(HttpRequest request) {
        return request.getAttribute(WHO).orElseThrow();
    }

    /** Who asks; ends in 401 without a known key, in 403 where that does not have {@code role}. */
    public static Principal require(HttpRequest request, Keys keys, Role role) {
        String wanted = role.name().toLowerCase(Locale.ROOT);
        Principal who = require(request, keys, "a key of the role " + wanted);
        if (!who.roles().contains(role)) {
            throw new ProblemException(Problem.of(ProblemType.FORBIDDEN, "The key of " + who.name() + " does not have the role " + wanted + '.'));
        }
        return who;
    }

    /** Who asks, whatever they may do; ends in 401 without a known key. */
    static Principal require(HttpRequest request, Keys keys) {
        return require(request, keys, "a key");
    }

    private static Principal require(HttpRequest request, Keys keys, String wanted) {
        Principal who = principal(request, keys).orElseThrow(() -> new ProblemException(
                Problem.of(ProblemType.UNAUTHORIZED, "Send " + wanted + " as X-API-KEY or as a bearer token.").header("WWW-Authenticate", "Bearer")));
        Asked.of(request).by(who.name());
        return who;
    }

    /** Whether who asks has a key with {@code role}, for what everybody may ask. */
    public static boolean has(HttpRequest request, Keys keys, Role role) {
        return principal(request, keys).filter(who -> who.roles().contains(role)).isPresent();
    }

    private static Optional<Principal> principal(HttpRequest request, Keys keys) {
        Optional<String> bearer = Answers.header(request, "authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return keys.principal(Answers.header(request, Headers.API_KEY).or(() -> bearer));
    }
}
