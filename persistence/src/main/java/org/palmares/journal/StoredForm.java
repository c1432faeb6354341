package org.palmares.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.time.DateTimeException;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Position;
import org.palmares.protocol.journal.v1.Stored;

/** Events and states of a competition as bytes, for the journal, for snapshots and between nodes. What was once written is read for ever. */
public final class StoredForm {

    static final String DOCUMENT_RECORDED = "document-recorded-2";
    static final String ENTRIES_RECORDED = "entries-recorded-2";
    static final String DOCUMENT_VOIDED = "document-voided-2";
    static final String UNIT_EDITED = "unit-edited-3";

    private StoredForm() {}

    /** Names the form of {@code event}; a constant, never a class name. */
    public static String manifest(CompetitionEvent event) {
        return event.fold(new CompetitionEvent.Cases<>() {
            @Override
            public String documentRecorded(DocumentRecorded recorded) {
                return DOCUMENT_RECORDED;
            }

            @Override
            public String entriesRecorded(EntriesRecorded recorded) {
                return ENTRIES_RECORDED;
            }

            @Override
            public String documentVoided(DocumentVoided voided) {
                return DOCUMENT_VOIDED;
            }

            @Override
            public String unitEdited(UnitEdited edited) {
                return UNIT_EDITED;
            }
        });
    }

    /** The event as bytes. */
    public static byte[] bytes(CompetitionEvent event) {
        return event.<MessageLite>fold(new CompetitionEvent.Cases<>() {
                    @Override
                    public MessageLite documentRecorded(DocumentRecorded recorded) {
                        return JournalMapper.toProto(recorded);
                    }

                    @Override
                    public MessageLite entriesRecorded(EntriesRecorded recorded) {
                        return JournalMapper.toProto(recorded);
                    }

                    @Override
                    public MessageLite documentVoided(DocumentVoided voided) {
                        return JournalMapper.toProto(voided);
                    }

                    @Override
                    public MessageLite unitEdited(UnitEdited edited) {
                        return EditMapper.toProto(edited);
                    }
                })
                .toByteArray();
    }

    /**
     * The event that {@link #bytes(CompetitionEvent)} wrote.
     *
     * @throws UnknownFormException if the manifest is not known or the bytes are damaged
     */
    public static CompetitionEvent event(String manifest, byte[] bytes) throws UnknownFormException {
        try {
            return switch (manifest) {
                case DOCUMENT_RECORDED -> JournalMapper.fromProto(
                        Stored.DocumentRecorded.parseFrom(bytes));
                case ENTRIES_RECORDED -> JournalMapper.fromProto(
                        Stored.EntriesRecorded.parseFrom(bytes));
                case DOCUMENT_VOIDED -> JournalMapper.fromProto(
                        Stored.DocumentVoided.parseFrom(bytes));
                case UNIT_EDITED -> EditMapper.fromProto(Stored.UnitEdited.parseFrom(bytes));
                default -> throw new UnknownFormException("no event has the manifest \"" + manifest + '"');
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException damaged) {
            throw new UnknownFormException("an event with the manifest \"" + manifest + "\" cannot be read: " + damaged.getMessage());
        }
    }

    /** The state as Protobuf. */
    public static Stored.Competition proto(Competition state) {
        return StateMapper.toProto(state);
    }

    /** The state that {@link #proto} wrote. */
    public static Competition competition(Stored.Competition state) {
        return StateMapper.fromProto(state);
    }

    /** The position as Protobuf. */
    public static Stored.Position proto(Position position) {
        return JournalMapper.toProto(position);
    }

    /** The position that {@link #proto} wrote. */
    public static Position position(Stored.Position position) {
        return JournalMapper.fromProto(position);
    }

    /** Bytes that this release cannot read; extends what Pekko expects, so that one message is dropped and the connection stays. */
    public static final class UnknownFormException extends java.io.NotSerializableException {
        UnknownFormException(String message) {
            super(message);
        }
    }
}
