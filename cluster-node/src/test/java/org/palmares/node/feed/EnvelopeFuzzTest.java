package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.palmares.journal.JournalSerializer;
import org.palmares.journal.WireSerializer;

/**
 * Any bytes as a message of another node or an entry of the journal: the first byte chooses what it claims to be. Jazzer makes them by hand
 * (CONTRIBUTING.md), a normal build tries those that are kept.
 */
class EnvelopeFuzzTest {

    private record Form(SerializerWithStringManifest serializer, String manifest) {}

    private static ActorTestKit kit;
    private static List<Form> forms;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        ExtendedActorSystem system = (ExtendedActorSystem) Adapter.toClassic(kit.system());
        JournalSerializer journal = new JournalSerializer();
        WireSerializer wire = new WireSerializer(system);
        FeedSerializer feed = new FeedSerializer(system);
        forms = List.of(
                new Form(journal, "document-recorded-1"),
                new Form(journal, "entries-recorded-1"),
                new Form(journal, "competition-1"),
                new Form(wire, "decide-1"),
                new Form(wire, "accepted-1"),
                new Form(wire, "rejected-1"),
                new Form(feed, "beat-1"),
                new Form(feed, "feed-entry-1"),
                new Form(feed, "feed-pulse-1"),
                new Form(feed, "feed-resend-1"),
                new Form(feed, "board-summary-1"),
                new Form(feed, "board-states-1"));
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @FuzzTest(maxDuration = "20m")
    void anyBytesAreRefusedAsNotSerializableOrComeBackFromTheirOwnForm(byte[] input) throws NotSerializableException {
        if (input.length == 0) {
            return;
        }
        Form form = forms.get((input[0] & 0xff) % forms.size());
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        Object value;
        try {
            value = form.serializer().fromBinary(bytes, form.manifest());
        } catch (NotSerializableException refused) {
            return;
        }
        assertEquals(form.manifest(), form.serializer().manifest(value));
        if (value instanceof FeedMessage.FeedEntry entry && entry.what() instanceof FeedMessage.Unreadable) {
            return; // What a newer release sent is known by its number only, and is never sent on.
        }
        byte[] written = form.serializer().toBinary(value);
        Object again = form.serializer().fromBinary(written, form.manifest());
        assertEquals(value, again);
        assertArrayEquals(written, form.serializer().toBinary(again), "the same has the same bytes");
    }
}
