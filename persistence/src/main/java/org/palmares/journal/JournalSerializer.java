package org.palmares.journal;

import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.protocol.journal.v1.Stored;

/** Pekko's door to {@link StoredForm}: events and snapshots in the journal, and replicated events between data centres. */
public final class JournalSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 7_240_101;
    private static final String COMPETITION = "competition-2";
    /** With what people changed. */
    private static final String EDITED_COMPETITION = "competition-3";

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        if (value instanceof CompetitionEvent event) {
            return StoredForm.manifest(event);
        }
        if (value instanceof Competition state) {
            return state.edits().isEmpty() ? COMPETITION : EDITED_COMPETITION;
        }
        throw new IllegalArgumentException("the journal holds no " + value.getClass().getName());
    }

    @Override
    public byte[] toBinary(Object value) {
        if (value instanceof CompetitionEvent event) {
            return StoredForm.bytes(event);
        }
        if (value instanceof Competition state) {
            return StoredForm.proto(state).toByteArray();
        }
        throw new IllegalArgumentException("the journal holds no " + value.getClass().getName());
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        if (!COMPETITION.equals(manifest) && !EDITED_COMPETITION.equals(manifest)) {
            return StoredForm.event(manifest, bytes);
        }
        try {
            return StoredForm.competition(Stored.Competition.parseFrom(bytes));
        } catch (com.google.protobuf.InvalidProtocolBufferException | RuntimeException damaged) {
            throw new NotSerializableException("a snapshot cannot be read: " + damaged.getMessage());
        }
    }
}
