package org.palmares.node.feed;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.Competition;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Stamp;
import org.palmares.journal.JournalId;
import org.palmares.journal.Journals;
import org.palmares.journal.SetAside;
import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.FeedMessage.Recovered;
import org.palmares.node.feed.JournalReader.Outcome;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to the board what only the journals know: all of them when the node starts, and those of the data centre of a node that fell silent,
 * because it may have journalled and acknowledged something in the moment before it could tell the others. An outage is waited for; a journal
 * that cannot be read costs its competition and nobody else.
 */
public final class JournalReading {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReading.class);

    /**
     * What the readings work with.
     *
     * @param board what is known already
     * @param feed brings to the board what is read
     * @param silent who is not heard
     * @param setAside journals that could not be read
     * @param watch makes visible what goes wrong
     */
    public record Surroundings(Board board, ActorRef<FeedMessage> feed, SilentNodes silent, SetAside setAside, Watch watch) {}

    /**
     * How it is read.
     *
     * @param parallelism journals read at the same time at the start
     * @param pause between two attempts
     * @param againFirst after this one that was set aside is tried again, and after twice as long each time
     * @param againLast after this at the latest
     */
    public record Pace(int parallelism, Duration pause, Duration againFirst, Duration againLast) {

        /** In production. */
        public static Pace of(int parallelism) {
            return new Pace(parallelism, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(5));
        }
    }

    private final ActorSystem<?> system;
    private final Journals journals;
    private final Surroundings with;
    private final Pace pace;
    private final JournalReader reader;
    private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();
    /** Journals whose ends are tried again. */
    private final Set<JournalId> ends = ConcurrentHashMap.newKeySet();

    public JournalReading(ActorSystem<?> system, Journals journals, Surroundings with, Pace pace) {
        this.system = system;
        this.journals = journals;
        this.with = with;
        this.pace = pace;
        this.reader = new JournalReader(system, journals, with.watch().metrics(), pace.pause());
    }

    /**
     * Reads everything, as long as that takes; what cannot be read is set aside and tried again later.
     *
     * @param waitingFor told how far it is
     */
    public CompletionStage<Done> readAll(Consumer<String> waitingFor) {
        long begin = System.nanoTime();
        waitingFor.accept("the list of journals");
        AtomicInteger done = new AtomicInteger();
        return reader.untilAnswered("all journals", journals::all)
                .thenCompose(all -> Source.from(all)
                        .mapAsyncUnordered(pace.parallelism(), id -> reader.read(id, () -> journals.read(id), () -> true).thenApply(outcome -> {
                            waitingFor.accept("journals: " + done.incrementAndGet() + " of " + all.size() + " have been read");
                            taken(id, outcome);
                            return outcome;
                        }))
                        .run(system)
                        .thenApply(end -> logged(begin, all.size() + " journals have been read, " + with.setAside().size() + " of them set aside")));
    }

    private void taken(JournalId id, Outcome outcome) {
        outcome.state().ifPresent(state -> with.feed().tell(new Recovered(id.competition(), state)));
        outcome.fault().ifPresent(fault -> setAside(id, fault));
    }

    private void setAside(JournalId id, String fault) {
        LOG.error("{}: the journal is set aside, and its competition is not served here until it can be read: {}", id, fault);
        with.setAside().add(id, fault);
        with.watch().metrics().set(Metrics.Gauge.JOURNALS_SET_ASIDE, with.setAside().size());
        unreadable(id, fault);
        tryAgain(id, pace.againFirst());
    }

    private void unreadable(JournalId id, String fault) {
        with.watch().incidents().open(
                Kind.JOURNAL_UNREADABLE,
                About.of(id.competition(), id.replica().name()),
                "The journal of " + id.competition() + " in " + id.replica() + " cannot be read. Everything else is served; it is tried again.",
                Map.of("cause", fault));
    }

    private void tryAgain(JournalId id, Duration after) {
        again(id, after, () -> journals.read(id), state -> {
            with.feed().tell(new Recovered(id.competition(), state));
            with.setAside().remove(id);
            with.watch().metrics().set(Metrics.Gauge.JOURNALS_SET_ASIDE, with.setAside().size());
        });
    }

    /** Reads a journal after some time, and after twice as long each time, until it can be read. */
    private void again(JournalId id, Duration after, Supplier<CompletionStage<Competition>> reading, Consumer<Competition> read) {
        Duration next = after.multipliedBy(2).compareTo(pace.againLast()) < 0 ? after.multipliedBy(2) : pace.againLast();
        system.scheduler().scheduleOnce(after, () -> reader.read(id, reading, () -> true).thenAccept(outcome -> {
            if (outcome.state().isEmpty()) {
                again(id, next, reading, read);
                return;
            }
            read.accept(outcome.state().get());
            with.watch().incidents().close(Kind.JOURNAL_UNREADABLE, About.of(id.competition(), id.replica().name()));
            LOG.info("{}: the journal could be read after all", id);
        }), system.executionContext());
    }

    /**
     * Reads what {@code site} journalled and the board does not have, competitions that changed last first, until all of it is read. Ends
     * early only when {@code node} is heard again: then its feed tells what is missing, and a node that is only slow needs no more work put on its
     * journal. That others of its data centre are heard says nothing of what this one kept to itself.
     */
    public void readSilent(String node, ReplicaId site) {
        if (underWay.putIfAbsent(node, true) != null) {
            return;
        }
        long begin = System.nanoTime();
        Predicate<JournalId> there = id -> id.replica().equals(site);
        reader.untilAnswered("all journals", journals::all)
                .thenCompose(all -> Source.from(all.stream().filter(there).sorted(Comparator.comparing(this::lastChange).reversed()).toList())
                        .mapAsync(1, id -> reader.read(id, () -> journals.readAfter(id, known(id).position().of(site)), () -> with.silent().isSilent(node))
                                .thenApply(outcome -> {
                                    ended(id, outcome);
                                    return outcome;
                                }))
                        .run(system))
                .whenComplete((done, failure) -> {
                    underWay.remove(node);
                    if (failure == null) {
                        boolean silent = with.silent().isSilent(node);
                        with.silent().read(node);
                        logged(begin, node + " of " + site + (silent ? " is silent; the ends of the journals there" : " is heard again; no more journals") + " have been read");
                    } else {
                        LOG.error("{} of {} is silent, and its journals could not be read", node, site, failure);
                    }
                });
    }

    /** The board has what came before, so the competition is served on. */
    private void ended(JournalId id, Outcome outcome) {
        outcome.state().filter(state -> !state.equals(Competition.start())).ifPresent(state -> with.feed().tell(new Recovered(id.competition(), state)));
        outcome.fault().ifPresent(fault -> {
            unreadable(id, fault);
            if (ends.add(id)) {
                again(id, pace.againFirst(), () -> journals.readAfter(id, known(id).position().of(id.replica())), state -> {
                    ends.remove(id);
                    ended(id, new Outcome(Optional.of(state), Optional.empty()));
                });
            }
        });
    }

    private Competition known(JournalId id) {
        return with.board().get(id.competition()).map(CompetitionView::state).orElse(Competition.start());
    }

    private Stamp lastChange(JournalId id) {
        return known(id).clock();
    }

    private static Done logged(long begin, String what) {
        LOG.info("{} in {} ms", what, (System.nanoTime() - begin) / 1_000_000);
        return Done.getInstance();
    }
}
