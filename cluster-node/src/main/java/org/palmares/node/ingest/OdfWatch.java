package org.palmares.node.ingest;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.palmares.competition.Rejection.VersionConflict;
import org.palmares.node.http.LogBudget;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.ingest.Ingestion.Refused;
import org.palmares.node.ingest.Ingestion.Taken;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics.Histogram;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.OdfHeader;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts every message that comes in, and tells of those that were not taken. */
final class OdfWatch {

    private static final Logger LOG = LoggerFactory.getLogger(OdfWatch.class);
    private static final Map<ProblemType, String> OUTCOMES = Map.ofEntries(
            Map.entry(ProblemType.UNAUTHORIZED, "rejected_request"),
            Map.entry(ProblemType.UNSUPPORTED_MEDIA_TYPE, "rejected_request"),
            Map.entry(ProblemType.TOO_LARGE, "rejected_request"),
            Map.entry(ProblemType.TIMEOUT, "rejected_request"),
            Map.entry(ProblemType.BAD_REQUEST, "rejected_request"),
            Map.entry(ProblemType.NOT_WELL_FORMED, "rejected_syntax"),
            Map.entry(ProblemType.INVALID_ODF, "rejected_invalid"),
            Map.entry(ProblemType.GAMES_RETIRED, "refused"),
            Map.entry(ProblemType.TOO_MANY_GAMES, "refused"),
            Map.entry(ProblemType.STORE_FULL, "refused"),
            Map.entry(ProblemType.JOURNAL_UNREADABLE, "unanswered"),
            Map.entry(ProblemType.BUSY, "busy"),
            Map.entry(ProblemType.NOT_READY, "not_ready"),
            Map.entry(ProblemType.NO_QUORUM, "unanswered"));

    private static final int LINES_PER_SECOND = 20;

    /** Without a key anybody can make these. */
    private final LogBudget anonymous = new LogBudget(1, System::nanoTime);
    private final LogBudget refusals = new LogBudget(LINES_PER_SECOND, System::nanoTime);
    private final Watch watch;

    OdfWatch(Watch watch) {
        this.watch = watch;
    }

    /** One message on its way: what it is, as far as is known yet. */
    final class Message implements Ingestion.Cases<Void> {

        private final String correlation;
        private Optional<OdfHeader> header = Optional.empty();
        private Optional<MessagePlan> plan = Optional.empty();
        private long here;

        /** @param correlation names the request that brought it */
        Message(String correlation) {
            this.correlation = correlation;
        }

        /** Its last byte has come. */
        void isHere() {
            here = System.nanoTime();
        }

        void header(OdfHeader known) {
            header = Optional.of(known);
        }

        void plan(MessagePlan known) {
            plan = Optional.of(known);
        }

        /** The message was answered by the competitions it is for. */
        void answered(Ingestion.Result result) {
            result.fold(this);
        }

        @Override
        public Void taken(Taken taken) {
            watch.metrics().count(Counter.MESSAGES, taken.outcome().name().toLowerCase(Locale.ROOT));
            watch.metrics().observe(Histogram.ACKNOWLEDGEMENT, Duration.ofNanos(System.nanoTime() - here));
            watch.incidents().close(Kind.NO_QUORUM, About.of(taken.plan().holder(), ""));
            watch.staleSources().answered(taken.plan().holder(), taken.plan().header(), taken.outcome());
            return null;
        }

        @Override
        public Void refused(Refused refused) {
            watch.metrics().count(Counter.MESSAGES, "refused");
            if (refusals.allows()) {
                LOG.warn("{}: {} is refused ({}): {}{}", refused.competition(), what(), correlation, LogText.of(refused.rejection()), refusals.leftOut());
            }
            // A conflict is an incident of its own; of what there is too much, the sender alone is told.
            if (refused.rejection() instanceof VersionConflict conflict) {
                watch.conflicts().refused(refused.competition(), conflict.key(), conflict.version());
            }
            return null;
        }

        /** Counts what fails and lets it go on to where it is answered. */
        ExceptionHandler failures() {
            return ExceptionHandler.newBuilder()
                    .matchAny(thrown -> {
                        failed(thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
                        return Directives.failWith(thrown);
                    })
                    .build();
        }

        private void failed(Throwable failure) {
            Optional<ProblemType> type = type(failure);
            String outcome = type.map(known -> OUTCOMES.getOrDefault(known, "failed")).orElse("failed");
            watch.metrics().count(Counter.MESSAGES, outcome);
            LogBudget lines = type.equals(Optional.of(ProblemType.UNAUTHORIZED)) ? anonymous : refusals;
            if (lines.allows()) {
                LOG.warn("{}: {} is not taken, {} ({}): {}{}", competition(), what(), outcome, correlation, LogText.of(detail(failure)), lines.leftOut());
            }
            if (type.equals(Optional.of(ProblemType.NO_QUORUM))) {
                plan.ifPresent(known -> watch.incidents().open(
                        Kind.NO_QUORUM,
                        About.of(known.holder(), ""),
                        "No data centre answered in time; whether a message was recorded is not known until it is sent again.",
                        Map.of(
                                "documentType", known.header().documentType(),
                                "documentCode", known.header().documentCode(),
                                "version", String.valueOf(known.header().version()))));
            }
        }

        private Optional<ProblemType> type(Throwable failure) {
            return failure instanceof ProblemException problem ? Optional.of(problem.problem().type()) : Optional.empty();
        }

        private String detail(Throwable failure) {
            return failure instanceof ProblemException problem
                    ? problem.problem().detail() + (problem.problem().members().isEmpty() ? "" : " " + problem.problem().members())
                    : failure.toString();
        }

        private String competition() {
            return plan.map(known -> known.holder().value())
                    .or(() -> header.map(known -> LogText.of(known.games() + '~' + known.documentCode())))
                    .orElse("no competition");
        }

        private String what() {
            return header.map(known -> LogText.of(known.documentType() + ' ' + known.documentCode() + " version " + known.version()))
                    .orElse("a message that was not read");
        }
    }
}
