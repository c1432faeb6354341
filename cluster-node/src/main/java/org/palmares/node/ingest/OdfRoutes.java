package org.palmares.node.ingest;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Request;
import org.palmares.node.access.Access;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.access.Principal;
import org.palmares.node.http.Answers;
import org.palmares.node.http.Asked;
import org.palmares.node.http.Budget;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.ingest.Ingestion.Refused;
import org.palmares.node.ingest.Ingestion.Taken;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.odf.Fault;
import org.palmares.protocol.odf.OdfHeader;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.text.LogText;

/** The feed in: {@code POST /v1/odf}, one ODF message in a request. */
public final class OdfRoutes extends AllDirectives {

    private static final int DISCIPLINE = 3;
    private static final Map<Kind, String> NAMES = Map.of(
            Kind.UNITS, "unit(s)", Kind.SESSIONS, "session(s)", Kind.PARTICIPANTS, "participant(s)", Kind.TEAMS, "team(s)");

    private final OdfIntake intake;
    private final Ingestion ingestion;
    private final Keys keys;
    private final Serving serving;
    private final OdfWatch watch;
    private final Admittance admittance;

    /** @param admittance which messages are kept at all */
    public OdfRoutes(OdfIntake intake, Ingestion ingestion, Keys keys, Serving serving, Watch watch, Admittance admittance) {
        this.intake = intake;
        this.admittance = admittance;
        this.ingestion = ingestion;
        this.keys = keys;
        this.serving = serving;
        this.watch = new OdfWatch(watch);
    }

    public Route routes() {
        return path(Paths.ODF, () -> post(() -> extractRequest(request -> {
            OdfWatch.Message message = watch.new Message(Asked.of(request).correlation());
            return handleExceptions(message.failures(), () -> take(request, message));
        })));
    }

    private Route take(HttpRequest request, OdfWatch.Message message) {
        Principal who = Access.require(request, keys, Role.FEED);
        Request asked = new Request(who.name(), Asked.of(request).correlation());
        // A node that cannot bring it to its competitions yet must not let the sender wait.
        Queries.requireReady(serving);
        requireXml(request);
        return onSuccess(
                () -> intake.take(request, message::isHere, xml -> ingestion.take(plan(who, message, xml).broughtBy(asked)).exceptionally(failure -> {
                    throw unanswered(failure);
                })),
                result -> {
                    message.answered(result);
                    return complete(answer(request, result));
                });
    }

    private static void requireXml(HttpRequest request) {
        String type = request.entity().getContentType().mediaType().toString();
        if (!List.of("application/xml", "text/xml", "application/octet-stream", "none/none").contains(type)) {
            throw new ProblemException(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the message as application/xml, not " + LogText.of(type) + '.'));
        }
        String encoding = Answers.header(request, "content-encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        if (!List.of("identity", "", "gzip", "x-gzip").contains(encoding)) {
            throw new ProblemException(Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is gzip, x-gzip or none, not " + LogText.of(encoding) + '.')
                    .header("Accept-Encoding", "gzip"));
        }
    }

    private MessagePlan plan(Principal who, OdfWatch.Message message, byte[] xml) {
        try {
            OdfMessage read = OdfReader.read(xml, LocalDate.now(ZoneOffset.UTC));
            message.header(read.header());
            requireSender(who, read.header());
            admittance.requireGames(read.header().games());
            MessagePlan plan = ingestion.plan(read, xml);
            message.plan(plan);
            admittance.requireRoom(plan);
            return plan;
        } catch (OdfSyntaxException notWellFormed) {
            throw new ProblemException(Problem.of(ProblemType.NOT_WELL_FORMED, notWellFormed.getMessage().replaceFirst("\\.+$", "") + ". Nothing was recorded.")
                    .with("line", notWellFormed.line())
                    .with("column", notWellFormed.column()));
        } catch (OdfInvalidException invalid) {
            throw new ProblemException(Problem.of(
                            ProblemType.INVALID_ODF,
                            "The message has " + invalid.faults().size() + " fault(s); nothing of it was recorded. Correct what faults names and send it again.")
                    .with("faults", faults(invalid.faults())));
        }
    }

    private static void requireSender(Principal who, OdfHeader header) {
        String discipline = header.documentCode().substring(0, Math.min(DISCIPLINE, header.documentCode().length()));
        if (!who.maySend(header.documentType(), discipline)) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN,
                    "The key of " + who.name() + " does not allow " + LogText.of(header.documentType()) + " of " + LogText.of(discipline) + ". Nothing was recorded."));
        }
    }

    private static List<Map<String, Object>> faults(List<Fault> faults) {
        return faults.stream()
                .map(fault -> {
                    Map<String, Object> shape = new LinkedHashMap<>();
                    shape.put("place", fault.place());
                    Optional.of(fault.code()).filter(code -> !code.isEmpty()).ifPresent(code -> shape.put("code", code));
                    shape.put("message", fault.message());
                    shape.put("line", fault.line());
                    return shape;
                })
                .toList();
    }

    /** What to tell who sent something that nobody answered. */
    static CompletionException unanswered(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Ingestion.Busy
                ? new CompletionException(Budget.busy())
                : Refusals.unanswered(
                        cause, "Whether the message was recorded is not known. Send the same message again, here or to another data centre; repeats do no harm.");
    }

    private static HttpResponse answer(HttpRequest request, Ingestion.Result result) {
        return result.fold(new Ingestion.Cases<>() {
            @Override
            public HttpResponse taken(Taken taken) {
                return HttpResponse.create()
                        .withStatus(StatusCodes.OK)
                        .withEntity(HttpEntities.create(org.apache.pekko.http.javadsl.model.ContentTypes.APPLICATION_JSON, Json.bytes(body(taken))));
            }

            @Override
            public HttpResponse refused(Refused refused) {
                return Problems.response(request, Refusals.problem(refused.competition(), refused.rejection()));
            }
        });
    }

    private static Map<String, Object> body(Taken taken) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outcome", taken.outcome().name().toLowerCase(Locale.ROOT));
        body.put("documentCode", taken.plan().header().documentCode());
        body.put("documentType", taken.plan().header().documentType());
        body.put("version", taken.plan().header().version());
        body.put("games", taken.plan().header().games());
        body.put("understood", taken.plan().understood());
        body.put("competitions", taken.positions().keySet().stream().map(id -> id.code()).toList());
        Map<String, String> positions = new LinkedHashMap<>();
        taken.positions().forEach((competition, position) -> positions.put(competition.code(), position.toString()));
        body.put("position", positions);
        List<Fault> warnings = new ArrayList<>(taken.plan().warnings());
        taken.removed().forEach((kind, count) -> warnings.add(new Fault(
                "/OdfBody/Competition", "", "The full message does not name " + count + " " + NAMES.get(kind) + " known before, which are removed.", 0)));
        if (!warnings.isEmpty()) {
            body.put("warnings", faults(warnings));
        }
        return body;
    }
}
