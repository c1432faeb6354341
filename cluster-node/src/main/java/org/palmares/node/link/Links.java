package org.palmares.node.link;

import java.io.NotSerializableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.link.Frame.Ask;
import org.palmares.node.link.Frame.Form;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics.Gauge;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short way to other nodes, for what goes between them all the time: heartbeats, the feed, commands and their answers. A message takes one thread on
 * either side, where the cluster's own connections hand it on nine or ten times (docs/decisions/0025). Whoever finds no link here, or one that is full, or
 * has something large, sends it through the cluster as before; nothing may depend on the order of two messages.
 */
public final class Links {

    /** Bytes of the longest form that is sent this way. What is larger goes through the cluster, so that no sign of life waits behind it. */
    static final int FORM_LONGEST = 256 << 10;
    /** Of answers: what was decided is decided, and its answer has no other way. */
    static final int ANSWER_LONGEST = Frame.LONGEST - 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** Decides a command here. */
    @FunctionalInterface
    public interface Decides {
        /** As {@link org.palmares.journal.CompetitionSharding#ask}, of this data centre's replica. */
        CompletionStage<CompetitionReply> decide(CompetitionId competition, CompetitionCommand command);
    }

    private final Forms forms;
    private final Metrics metrics;
    private final Connections connections;
    private final String address;
    private final Executor workers;
    private final ActorRef<CompetitionReply> nobody;
    private final Map<Class<?>, Consumer<Object>> receivers = new ConcurrentHashMap<>();
    private volatile Decides decides;
    private volatile Optional<End> own = Optional.empty();

    /** @param site this node's data centre */
    public Links(ActorSystem<?> system, ReplicaId site) {
        org.apache.pekko.actor.ActorSystem classic = Adapter.toClassic(system);
        this.forms = new Forms(classic);
        this.metrics = Metrics.of(system);
        Address own = Cluster.get(system).selfMember().address();
        this.address = End.address(own);
        this.workers = system.executionContext();
        this.nobody = system.ignoreRef();
        this.connections = new Connections(new Connections.Own(address, site, host(classic, own)), LinkTls.of(classic), new Incoming(), this::measure);
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "end links", this::close);
    }

    /** Where the cluster listens too. */
    private static String host(org.apache.pekko.actor.ActorSystem system, Address own) {
        String bind = system.settings().config().getString("pekko.remote.artery.bind.hostname");
        // Pekko's placeholders, such as <getHostName>, stand for what it has found by now.
        return bind.isEmpty() || bind.startsWith("<") ? own.host().get() : bind;
    }

    /**
     * Takes links from now on.
     *
     * @param port of the cluster's host; 0 for any
     * @param here decides what others ask
     */
    public CompletionStage<Done> listen(int port, Decides here) {
        decides = here;
        return connections.listen(port).thenApply(bound -> {
            own = Optional.of(new End(address, bound));
            return Done.getInstance();
        });
    }

    /** Where this node takes links; empty before it does. */
    public Optional<End> own() {
        return own;
    }

    /** There is a node that takes links. */
    public void heard(End end) {
        connections.heard(end);
    }

    /** All other nodes in the cluster, by their addresses as in {@link End#address}, with their data centres; links with others end. */
    public void hold(Map<String, ReplicaId> members) {
        connections.hold(members);
    }

    /** Where messages of {@code kind} go that come over links; by the links' one thread, which must not wait. */
    public <T> void receive(Class<T> kind, Consumer<T> receiver) {
        receivers.put(kind, message -> receiver.accept(kind.cast(message)));
    }

    /** Sends {@code message} to the node of this address, without any promise; false where it has to go another way. */
    public boolean tell(String to, Object message) {
        Optional<Link> link = connections.to(to);
        if (link.isEmpty()) {
            return false;
        }
        try {
            Form form = forms.of(message);
            return form.bytes().length <= FORM_LONGEST && link.get().tell(form) || bypassed();
        } catch (RuntimeException unwritable) {
            LOG.debug("{} cannot be sent over a link", message.getClass().getSimpleName(), unwritable);
            return bypassed();
        }
    }

    /**
     * Has the replica in another data centre decide; fails where it does not answer in time or its node is gone. Empty where it has to be asked another way,
     * and then it was not asked. The answer comes on threads of the node's.
     */
    public Optional<CompletionStage<CompetitionReply>> ask(CompetitionId competition, ReplicaId site, CompetitionCommand command, Duration longest) {
        Optional<Link> link = connections.ofOnlyNode(site);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        Form form = forms.of(new Decide(command, nobody));
        Optional<CompletableFuture<Form>> answer = form.bytes().length <= FORM_LONGEST ? link.get().ask(competition.value(), form, longest) : Optional.empty();
        if (answer.isEmpty()) {
            bypassed();
        }
        return answer.map(coming -> coming.handleAsync(this::reply, workers));
    }

    /** Ends all links; from then on there are none. */
    CompletionStage<Done> close() {
        return connections.close().thenApply(closed -> Done.getInstance());
    }

    private void measure(int linked, int lacking) {
        metrics.set(Gauge.LINKS, linked);
        metrics.set(Gauge.LINKS_MISSING, lacking);
    }

    private boolean bypassed() {
        metrics.count(Counter.LINKS_BYPASSED);
        return false;
    }

    private CompetitionReply reply(Form form, Throwable failure) {
        if (failure != null) {
            throw failure instanceof CompletionException known ? known : new CompletionException(failure);
        }
        try {
            return (CompetitionReply) forms.read(form);
        } catch (NotSerializableException | ClassCastException unreadable) {
            unreadable("an answer", unreadable);
            throw new CompletionException(unreadable);
        }
    }

    private void told(Object message) {
        for (Map.Entry<Class<?>, Consumer<Object>> receiver : receivers.entrySet()) {
            if (receiver.getKey().isInstance(message)) {
                receiver.getValue().accept(message);
                return;
            }
        }
        throw new IllegalArgumentException("nobody receives " + message.getClass().getName());
    }

    private Form answer(CompetitionReply reply) {
        Form form = forms.of(reply);
        if (form.bytes().length > ANSWER_LONGEST) {
            throw new IllegalStateException("an answer of " + form.bytes().length + " bytes, " + ANSWER_LONGEST + " are possible");
        }
        return form;
    }

    private void unreadable(String what, Throwable fault) {
        metrics.count(Counter.LINKS_UNREADABLE);
        LOG.error("{} of another node cannot be used and is left out: {}", what, reason(fault));
    }

    /** What comes over the links. A message that cannot be used costs itself. */
    private final class Incoming implements Link.Messages {
        @Override
        public void told(Form form) {
            try {
                Links.this.told(forms.read(form));
            } catch (NotSerializableException | RuntimeException | StackOverflowError fault) {
                unreadable("a message", fault);
            }
        }

        @Override
        public CompletionStage<Form> asked(Ask ask) {
            try {
                Decide decide = (Decide) forms.read(ask.message());
                return decides.decide(CompetitionId.parse(ask.to()), decide.command()).thenApply(Links.this::answer);
            } catch (NotSerializableException | RuntimeException | StackOverflowError fault) {
                unreadable("a command for " + LogText.of(ask.to()), fault);
                return CompletableFuture.failedFuture(fault);
            }
        }

        @Override
        public void unreadable(String what, Throwable fault) {
            Links.this.unreadable(what, fault);
        }
    }

    /** Why something failed, in a line that may be logged and sent. */
    static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return LogText.of(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
