package org.palmares.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.DataCentres;

/**
 * Tells the other nodes that this one is there, and hears it of them. Apart from the feed and on a thread of its own, because a node that has
 * much to do is not one that is gone, and taking it for gone makes more work for all.
 */
public final class Heartbeat extends AbstractBehavior<Heartbeat.Message> {

    static final String NAME = "heartbeat";

    /** What the heartbeat understands. */
    public sealed interface Message {}

    /**
     * A node of this data centre is there; goes between nodes.
     *
     * @param readyFor how long it has been ready
     * @param leaving whether it ends in order and takes nothing more
     */
    public record Beat(String dataCentre, Duration readyFor, boolean leaving) implements Message {}

    /** What the node tells its own heartbeat. */
    enum Local implements Message {
        /** The node is ready: others may send commands. */
        READY,
        /** The node is about to end in order: others shall go elsewhere before it lets them wait. */
        LEAVING,
        TICK
    }

    private final Cluster cluster;
    private final ReplicaId dataCentre;
    private final DataCentres dataCentres;
    private final Lifelines lifelines;
    private final Map<Address, ActorSelection> others = new HashMap<>();
    /** By {@link System#nanoTime()}. */
    private OptionalLong readySince = OptionalLong.empty();

    private Heartbeat(ActorContext<Message> context, ReplicaId dataCentre, Duration pulse, DataCentres dataCentres) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.dataCentre = dataCentre;
        this.dataCentres = dataCentres;
        this.lifelines = new Lifelines(pulse, ended -> dataCentres.ended(ended.all(), ended.some()));
    }

    /**
     * The behaviour.
     *
     * @param dataCentre this node's
     * @param pulse time between two beats
     * @param dataCentres learns who is heard
     */
    static Behavior<Message> create(ReplicaId dataCentre, Duration pulse, DataCentres dataCentres) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(Local.TICK, pulse);
            return new Heartbeat(context, dataCentre, pulse, dataCentres);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Beat.class, beat -> {
                    ReplicaId from = new ReplicaId(beat.dataCentre());
                    if (beat.leaving()) {
                        dataCentres.left(from);
                    } else {
                        dataCentres.heard(from, beat.readyFor());
                    }
                    return this;
                })
                .onMessageEquals(Local.READY, () -> {
                    readySince = OptionalLong.of(System.nanoTime());
                    dataCentres.heard(dataCentre, Duration.ZERO);
                    return this;
                })
                .onMessageEquals(Local.LEAVING, () -> {
                    send(new Beat(dataCentre.name(), Duration.ZERO, true));
                    readySince = OptionalLong.empty();
                    return this;
                })
                .onMessageEquals(Local.TICK, this::beat)
                .build();
    }

    private Behavior<Message> beat() {
        lifelines.hold(ends());
        if (readySince.isPresent()) {
            send(new Beat(dataCentre.name(), Duration.ofNanos(System.nanoTime() - readySince.getAsLong()), false));
        }
        return this;
    }

    private void send(Beat beat) {
        for (Member member : cluster.state().getMembers()) {
            if (!member.address().equals(cluster.selfMember().address())) {
                others.computeIfAbsent(member.address(), this::heartbeatOf).tell(beat, org.apache.pekko.actor.ActorRef.noSender());
            }
        }
    }

    /** Where the other nodes listen for each other. */
    private Set<Lifelines.End> ends() {
        Set<Lifelines.End> ends = new HashSet<>();
        for (Member member : cluster.state().getMembers()) {
            if (!member.address().equals(cluster.selfMember().address())) {
                Address address = member.address();
                ends.add(new Lifelines.End(new ReplicaId(member.dataCenter()), address.host().get(), (int) address.port().get()));
            }
        }
        return ends;
    }

    private ActorSelection heartbeatOf(Address address) {
        return Adapter.toClassic(getContext().getSystem()).actorSelection(address + "/user/" + NAME);
    }
}
