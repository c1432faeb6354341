package org.palmares.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.NotSerializableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.Request;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitField;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.protocol.wire.v1.Wire;
import org.palmares.simulation.Seeded;

/** What nodes ask each other's competitions for comes there as it was meant. */
class WireSerializerTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final WireSerializer serializer = new WireSerializer((ExtendedActorSystem) Adapter.toClassic(kit.system()));
    private final ActorRef<CompetitionReply> asker = kit.<CompetitionReply>createTestProbe().getRef();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void everyCommandComesAsItWasMeantWithWhoAskedAndByWhichRequest() throws NotSerializableException {
        Seeded seeded = new Seeded(1);
        for (int i = 0; i < 300; i++) {
            Decide asked = new Decide(seeded.command(), asker);
            assertEquals(asked, serializer.fromBinary(serializer.toBinary(asked), serializer.manifest(asked)));
        }
    }

    @Test
    void whatSomebodyHadSeenComesWithTheirChangeAndWhetherItIsRequired() throws NotSerializableException {
        Revision seen = Revision.parse("1c2b9f03-lz4x2k9q.0-paris").orElseThrow();
        Authorship by = new Authorship("ana", "key", "rain", Authorship.Cause.PERSON, "k", "h", "r");
        for (Basis basis : List.of(Basis.required(seen), Basis.seen(seen))) {
            EditUnit edit = new EditUnit("unit", new TreeMap<>(Map.of(UnitField.VENUE, "B")), Holding.LEAVES, Optional.of(basis), false, by);
            Decide asked = new Decide(edit, asker);
            assertEquals(asked, serializer.fromBinary(serializer.toBinary(asked), serializer.manifest(asked)));
        }
    }

    @Test
    void aCommandOfAReleaseThatDidNotSayIsNobodys() throws Exception {
        RecordDocument command = null;
        for (Seeded seeded = new Seeded(2); command == null; ) {
            command = seeded.command() instanceof RecordDocument document ? document : null;
        }
        byte[] bytes = serializer.toBinary(new Decide(command, asker));
        var proto = Wire.Decide.parseFrom(bytes).toBuilder();
        Wire.RecordDocument.Builder before = proto.getRecordDocumentBuilder().clearBy().clearCorrelation();
        Decide read = (Decide) serializer.fromBinary(proto.setRecordDocument(before).build().toByteArray(), serializer.manifest(new Decide(command, asker)));
        assertEquals(new RecordDocument(command.document(), command.entries(), Request.NONE), read.command());
    }
}
