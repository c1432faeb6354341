package org.palmares.feed;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.palmares.feed.FeedMessage.Peers;

/**
 * Tells the feed which other nodes there are, of all data centres. Unreachable ones stay peers: sending to them is cheap, and nobody has to
 * decide when they are back.
 */
final class PeerDirectory {

    private PeerDirectory() {}

    /** @param feedPath path of the feed's actor on every node, e.g. {@code /user/feed} */
    static Behavior<ClusterEvent.MemberEvent> create(ActorRef<FeedMessage> feed, String feedPath) {
        return Behaviors.setup(context -> {
            Cluster cluster = Cluster.get(context.getSystem());
            cluster.subscriptions().tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberEvent.class));
            return Behaviors.receive(ClusterEvent.MemberEvent.class)
                    .onAnyMessage(event -> {
                        feed.tell(new Peers(peers(cluster, event, feedPath, Adapter.toClassic(context.getSystem()))));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private static List<Peer> peers(
            Cluster cluster, ClusterEvent.MemberEvent event, String feedPath, org.apache.pekko.actor.ActorSystem system) {
        List<Member> members = new ArrayList<>();
        // The state read here may be older than the event.
        cluster.state().getMembers().forEach(members::add);
        members.remove(event.member());
        members.add(event.member());
        return members.stream()
                .filter(member -> !member.address().equals(cluster.selfMember().address()))
                .filter(member -> member.status() == MemberStatus.up() || member.status() == MemberStatus.weaklyUp())
                .filter(member -> !(event instanceof ClusterEvent.MemberRemoved) || !member.equals(event.member()))
                .map(member -> {
                    ActorSelection feed = system.actorSelection(member.address() + feedPath);
                    return new Peer(member.address().toString(), message -> feed.tell(message, org.apache.pekko.actor.ActorRef.noSender()));
                })
                .toList();
    }
}
