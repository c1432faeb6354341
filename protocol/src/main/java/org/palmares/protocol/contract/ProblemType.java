package org.palmares.protocol.contract;

import java.util.Locale;

/** Every kind of error that a client can get. */
public enum ProblemType {
    BAD_REQUEST(400, "The request cannot be understood"),
    NOT_WELL_FORMED(400, "The message is not well-formed XML"),
    DRILLS_OFF(403, "Drills that break something are off"),
    UNAUTHORIZED(401, "A key is needed"),
    FORBIDDEN(403, "The key does not allow it"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not offered here"),
    NOT_ACCEPTABLE(406, "None of the accepted forms is offered"),
    TIMEOUT(408, "The request did not come to its end in time"),
    VERSION_CONFLICT(409, "The version is known with other content"),
    DRILL_RUNNING(409, "Another drill runs"),
    REDUNDANCY_LOST(409, "Something is missing already"),
    CLASHES(409, "It would bring clashes"),
    GAMES_CHOSEN(409, "The Games are the chosen default"),
    MEDALS_AHEAD(409, "Medals are decided now or soon"),
    CHANGED_MEANWHILE(409, "It has changed meanwhile"),
    WITHDRAWN(410, "The source has withdrawn it"),
    GAMES_RETIRED(410, "The Games are retired"),
    OUTDATED(412, "It has changed since it was read"),
    TOO_LARGE(413, "The message is too large"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type or encoding is not taken here"),
    INVALID_ODF(422, "The message is not valid ODF"),
    INVALID_DECISION(422, "The decision cannot be as asked for"),
    TOO_MANY_GAMES(422, "As many Games are held as may be"),
    INVALID_DRILL(422, "The drill cannot be as asked for"),
    LIMIT_REACHED(422, "A limit of the competition is reached"),
    IMPOSSIBLE_CHANGE(422, "The change cannot be as asked for"),
    IMPOSSIBLE_PROPOSAL(422, "What happened cannot be planned for as told"),
    KEY_USED(422, "The Idempotency-Key was used for another request"),
    UPGRADE_REQUIRED(426, "The connection has to become a WebSocket"),
    TOO_MANY_CONNECTIONS(429, "The client's address has too many connections"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Something went wrong here"),
    NO_QUORUM(503, "No data centre could make it durable"),
    JOURNAL_UNREADABLE(503, "A journal of the competition cannot be read here"),
    NOT_READY(503, "The node is not ready yet"),
    PLANNER_MISSING(503, "The planner of the storm desk is not here"),
    BUSY(503, "The node has as much work as it takes"),
    NO_ANSWER_IN_TIME(503, "The node could not answer in time"),
    STORE_FULL(507, "The node holds as much as it may");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    /** The same for every occurrence. */
    public String title() {
        return title;
    }

    /** Reference that names the type, relative to the server. */
    public String type() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
