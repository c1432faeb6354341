package org.palmares.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.access.Keys;
import org.palmares.board.Board.Admission;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.Rejection.VersionConflict;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.ingest.Ingestion;
import org.palmares.ingest.Ingestion.Refused;
import org.palmares.ingest.Ingestion.Taken;
import org.palmares.ingest.MessagePlan;
import org.palmares.odf.Fault;
import org.palmares.odf.OdfInvalidException;
import org.palmares.odf.OdfLimits;
import org.palmares.odf.OdfMessage;
import org.palmares.odf.OdfReader;
import org.palmares.odf.OdfSyntaxException;
import org.palmares.ops.Watch;
import org.palmares.ops.drill.Serving;

/** The feed in: {@code POST /v1/odf}, one ODF message in a request. */
final class OdfRoutes extends AllDirectives {

    private static final String RETRY_SECONDS = "1";
    private static final Duration BODY_TIME = Duration.ofSeconds(15);

    private final Ingestion ingestion;
    private final Keys keys;
    private final Serving serving;
    private final OdfWatch watch;
    private final Function<String, Admission> admission;

    /** @param admission whether messages of a Games are taken */
    OdfRoutes(Ingestion ingestion, Keys keys, Serving serving, Watch watch, Function<String, Admission> admission) {
        this.admission = admission;
        this.ingestion = ingestion;
        this.keys = keys;
        this.serving = serving;
        this.watch = new OdfWatch(watch);
    }

    Route routes() {
        return path("odf", () -> post(() -> withSizeLimit(OdfLimits.MESSAGE_BYTES, () -> extractRequest(request -> {
            OdfWatch.Message message = watch.new Message();
            return handleExceptions(message.failures(), () -> take(request, message));
        }))));
    }

    private Route take(HttpRequest request, OdfWatch.Message message) {
        Access.require(request, keys, Keys.Role.FEED);
        // A node that cannot bring it to its competitions yet must not let the sender wait.
        QueryRoutes.requireReady(serving);
        requireXml(request);
        return extractStrictEntity(BODY_TIME, OdfLimits.MESSAGE_BYTES, entity ->
                onSuccess(() -> ingestion.take(plan(message, entity.getData().toArray())).exceptionally(OdfRoutes::unanswered), result -> {
                    message.answered(result);
                    return complete(answer(request, result));
                }));
    }

    private static void requireXml(HttpRequest request) {
        String type = request.entity().getContentType().mediaType().toString();
        if (!List.of("application/xml", "text/xml", "application/octet-stream", "none/none").contains(type)) {
            throw new ProblemException(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the message as application/xml, not " + type + '.'));
        }
        String encoding = Answers.header(request, "content-encoding").orElse("identity");
        if (!encoding.equals("identity") && !encoding.equals("gzip")) {
            throw new ProblemException(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is gzip or none, not " + encoding + '.'));
        }
    }

    private MessagePlan plan(OdfWatch.Message message, byte[] body) {
        try {
            byte[] xml = isGzip(body) ? unpacked(body) : body;
            OdfMessage read = OdfReader.read(xml);
            message.header(read.header());
            GamesRoutes.requireAdmitted(read.header().games(), admission);
            MessagePlan plan = MessagePlan.of(read, xml);
            message.plan(plan);
            return plan;
        } catch (OdfSyntaxException notWellFormed) {
            throw new ProblemException(Problem.of(ProblemType.NOT_WELL_FORMED, notWellFormed.getMessage() + ". Nothing was recorded.")
                    .with("line", notWellFormed.line())
                    .with("column", notWellFormed.column()));
        } catch (OdfInvalidException invalid) {
            throw new ProblemException(Problem.of(
                            ProblemType.INVALID_ODF,
                            "The message has " + invalid.faults().size() + " fault(s); nothing of it was recorded. Correct what faults names and send it again.")
                    .with("faults", faults(invalid.faults())));
        }
    }

    /** By its first bytes rather than the header, which senders are known to forget. */
    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    }

    private static byte[] unpacked(byte[] body) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = gzip.readNBytes(OdfLimits.MESSAGE_BYTES + 1);
            if (bytes.length > OdfLimits.MESSAGE_BYTES) {
                throw new ProblemException(Problem.of(
                        ProblemType.TOO_LARGE, "The message has more than " + OdfLimits.MESSAGE_BYTES + " bytes uncompressed; split it."));
            }
            return bytes;
        } catch (IOException damaged) {
            throw new ProblemException(Problem.of(ProblemType.NOT_WELL_FORMED, "The body is not sound gzip. Nothing was recorded."));
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

    private static Ingestion.Result unanswered(Throwable failure) {
        if (failure instanceof Ingestion.Busy || failure.getCause() instanceof Ingestion.Busy) {
            throw new CompletionException(new ProblemException(Problem.of(
                            ProblemType.BUSY, "Nothing was recorded. Send the message to another data centre, or here again later.")
                    .header("Retry-After", RETRY_SECONDS)));
        }
        throw new CompletionException(new ProblemException(Problem.of(
                        ProblemType.NO_QUORUM,
                        "Whether the message was recorded is not known. Send the same message again, here or to another data centre; repeats do no harm.")
                .header("Retry-After", RETRY_SECONDS)));
    }

    private static HttpResponse answer(HttpRequest request, Ingestion.Result result) {
        if (result instanceof Taken taken) {
            return HttpResponse.create()
                    .withStatus(StatusCodes.OK)
                    .withEntity(HttpEntities.create(org.apache.pekko.http.javadsl.model.ContentTypes.APPLICATION_JSON, Json.bytes(body(taken))));
        }
        return Problems.response(request, refusal((Refused) result));
    }

    private static Map<String, Object> body(Taken taken) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outcome", taken.outcome().name().toLowerCase(java.util.Locale.ROOT));
        body.put("documentCode", taken.plan().header().documentCode());
        body.put("documentType", taken.plan().header().documentType());
        body.put("version", taken.plan().header().version());
        body.put("games", taken.plan().header().games());
        body.put("understood", taken.plan().understood());
        body.put("competitions", taken.positions().keySet().stream().map(id -> id.code()).toList());
        Map<String, String> positions = new LinkedHashMap<>();
        taken.positions().forEach((competition, position) -> positions.put(competition.code(), position.toString()));
        body.put("position", positions);
        if (!taken.plan().warnings().isEmpty()) {
            body.put("warnings", faults(taken.plan().warnings()));
        }
        return body;
    }

    private static Problem refusal(Refused refused) {
        if (refused.rejection() instanceof VersionConflict conflict) {
            return Problem.of(
                            ProblemType.VERSION_CONFLICT,
                            "Version " + conflict.version() + " of " + conflict.key().type() + ' ' + conflict.key().code()
                                    + " was received with other content, which stays. Send the new content with a higher Version.")
                    .with("version", conflict.version());
        }
        TooMany tooMany = (TooMany) refused.rejection();
        return Problem.of(
                ProblemType.LIMIT_REACHED,
                "Competition " + refused.competition().code() + " may hold " + tooMany.limit() + ' ' + tooMany.what() + "; the message would pass that.");
    }
}
