package org.palmares.node.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.Tenure;
import org.palmares.node.link.End;
import org.palmares.node.link.Links;

/**
 * Tells the other nodes that this one is there, and hears it of them. Apart from the feed and on a thread of its own, because a node that has
 * much to do is not one that is gone, and taking it for gone makes more work for all. It is silent all the same while the feed does nothing at
 * all: what such a node acknowledges nobody would see.
 */
public final class Heartbeat extends AbstractBehavior<Heartbeat.Message> {

    public static final String NAME = "heartbeat";

    /** While the feed has not ticked for as long the node is not called ready. */
    public static final Duration FEED_LATE = Duration.ofSeconds(5);

    /** A feed that has not ticked for as long does not recover; the node ends. */
    static final Duration FEED_STUCK = Duration.ofSeconds(30);

    /**
     * What the heartbeat works with.
     *
     * @param node this node's name in cursors
     * @param site this node's
     * @param pulse time between two beats
     * @param dataCentres learns who is heard
     * @param silent learns which nodes beat
     * @param links the short way to other nodes
     * @param feed whether the feed works
     * @param tenure told that the node runs
     * @param onStuck run when the feed works no more
     */
    public record Surroundings(
            String node,
            ReplicaId site,
            Duration pulse,
            DataCentres dataCentres,
            SilentNodes silent,
            Links links,
            FeedTicks feed,
            Tenure tenure,
            Runnable onStuck) {}

    /** What the heartbeat understands. */
    public sealed interface Message {}

    /**
     * A node of this data centre is there; goes between nodes.
     *
     * @param node its name in cursors
     * @param readyFor how long it has been ready
     * @param leaving whether it ends in order and takes nothing more
     * @param links where it takes links, if it does
     */
    public record Beat(String node, String site, Duration readyFor, boolean leaving, Optional<End> links) implements Message {}

    /** What the node tells its own heartbeat. */
    public enum Local implements Message {
        /** The node is ready: others may send commands. */
        READY,
        /** The node is about to end in order: others shall go elsewhere before it lets them wait. */
        LEAVING,
        TICK
    }

    private final Cluster cluster;
    private final Surroundings with;
    private final Lifelines lifelines;
    private final Map<Address, ActorSelection> heartbeats = new HashMap<>();
    private final Beats beats;
    /** By {@link System#nanoTime()}. */
    private OptionalLong readySince = OptionalLong.empty();

    private Heartbeat(ActorContext<Message> context, Surroundings with) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.with = with;
        this.beats = new Beats(with.dataCentres(), with.silent(), with.links()::heard);
        // By the links' own thread, so that no other is woken for each; but those who wait for a node that leaves must not go on there.
        with.links().receive(Beat.class, beat -> {
            if (beat.leaving()) {
                context.getSelf().tell(beat);
            } else {
                beats.heard(beat);
            }
        });
        this.lifelines = new Lifelines(with.pulse(), ended -> with.dataCentres().ended(ended.all(), ended.some()));
    }

    /** The behaviour. */
    public static Behavior<Message> create(Surroundings with) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(Local.TICK, with.pulse());
            return new Heartbeat(context, with);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Beat.class, beat -> {
                    beats.heard(beat);
                    return this;
                })
                .onMessageEquals(Local.READY, () -> {
                    readySince = OptionalLong.of(System.nanoTime());
                    with.dataCentres().heard(with.site(), Duration.ZERO);
                    return this;
                })
                .onMessageEquals(Local.LEAVING, () -> {
                    send(Duration.ZERO, true);
                    readySince = OptionalLong.empty();
                    return this;
                })
                .onMessageEquals(Local.TICK, this::beat)
                .onSignal(PostStop.class, ended -> {
                    lifelines.hold(Set.of());
                    return this;
                })
                .build();
    }

    private Behavior<Message> beat() {
        with.tenure().tick();
        List<Member> others = others();
        lifelines.hold(ends(others));
        with.links().hold(others.stream().collect(Collectors.toMap(member -> End.address(member.address()), member -> new ReplicaId(member.dataCenter()), (same, again) -> again)));
        Duration silence = with.feed().silence();
        if (silence.compareTo(FEED_STUCK) > 0) {
            getContext().getLog().error("The feed has done nothing for {} s", silence.toSeconds());
            with.onStuck().run();
        }
        if (readySince.isPresent() && silence.compareTo(FEED_LATE) <= 0) {
            send(Duration.ofNanos(System.nanoTime() - readySince.getAsLong()), false);
        }
        return this;
    }

    private void send(Duration readyFor, boolean leaving) {
        Beat beat = new Beat(with.node(), with.site().name(), readyFor, leaving, with.links().own());
        others().forEach(member -> {
            if (!with.links().tell(End.address(member.address()), beat)) {
                heartbeats.computeIfAbsent(member.address(), this::heartbeatOf).tell(beat, org.apache.pekko.actor.ActorRef.noSender());
            }
        });
    }

    private List<Member> others() {
        List<Member> others = new ArrayList<>();
        for (Member member : cluster.state().getMembers()) {
            if (!member.address().equals(cluster.selfMember().address())) {
                others.add(member);
            }
        }
        return others;
    }

    /** Where the other nodes listen for each other. */
    private static Set<Lifelines.End> ends(List<Member> others) {
        return others.stream()
                .map(member -> new Lifelines.End(new ReplicaId(member.dataCenter()), member.address().host().get(), (int) member.address().port().get()))
                .collect(Collectors.toSet());
    }

    private ActorSelection heartbeatOf(Address address) {
        return Adapter.toClassic(getContext().getSystem()).actorSelection(address + "/user/" + NAME);
    }
}
