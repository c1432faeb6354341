package org.palmares.node.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.palmares.competition.ReplicaId;
import org.palmares.node.feed.FeedMessage.Peers;
import org.palmares.node.link.End;
import org.palmares.node.link.Links;
import org.palmares.node.presence.SilentNodes;

/**
 * Tells the feed which other nodes there are, of all data centres. Unreachable ones stay peers: sending to them is cheap, and nobody has to
 * decide when they are back.
 */
final class PeerDirectory {

    private PeerDirectory() {}

    /**
     * The behaviour.
     *
     * @param feedPath path of the feed's actor on every node, e.g. {@code /user/feed}
     * @param links the short way to other nodes
     * @param silent told of members that did not leave in order: one that was not ready yet has said nothing that could be missed
     */
    static Behavior<ClusterEvent.MemberEvent> create(ActorRef<FeedMessage> feed, String feedPath, SilentNodes silent, Links links) {
        return Behaviors.setup(context -> {
            Cluster cluster = Cluster.get(context.getSystem());
            ActorRefResolver resolver = ActorRefResolver.get(context.getSystem());
            // What the cluster is now comes as events too; its state, read at the time of an event, may be older than that event.
            cluster.subscriptions().tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberEvent.class));
            Map<Address, Peer> peers = new HashMap<>();
            return Behaviors.receive(ClusterEvent.MemberEvent.class)
                    .onAnyMessage(event -> {
                        Address address = event.member().address();
                        if (event instanceof ClusterEvent.MemberRemoved removed) {
                            peers.remove(address);
                            if (removed.previousStatus() == MemberStatus.down()) {
                                silent.fellSilent(address.toString(), new ReplicaId(removed.member().dataCenter()));
                            }
                        } else if (isPresent(event.member()) && !address.equals(cluster.selfMember().address())) {
                            peers.put(address, peer(address, resolver.resolveActorRef(address + feedPath), links));
                        }
                        feed.tell(new Peers(List.copyOf(peers.values())));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private static boolean isPresent(Member member) {
        return member.status() == MemberStatus.up() || member.status() == MemberStatus.weaklyUp();
    }

    /** By its path alone, where there is no link: a feed that was started again is the same one. A selection would wrap each message once more. */
    private static Peer peer(Address address, ActorRef<FeedMessage> feed, Links links) {
        String linked = End.address(address);
        return new Peer(address.toString(), message -> {
            if (!links.tell(linked, message)) {
                feed.tell(message);
            }
        });
    }
}
