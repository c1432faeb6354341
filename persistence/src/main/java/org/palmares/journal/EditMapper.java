package org.palmares.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.Rejection.Outdated;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitEdits;
import org.palmares.competition.UnitField;
import org.palmares.protocol.journal.v1.Stored;
import org.palmares.protocol.wire.v1.Wire;

/** What people change of units to Protobuf and back; total in both directions. */
final class EditMapper {

    private EditMapper() {}

    static Stored.UnitEdited toProto(UnitEdited event) {
        return Stored.UnitEdited.newBuilder()
                .setOrigin(JournalMapper.toProto(event.origin()))
                .setUnit(event.unit())
                .setEdit(toProto(event.edit()))
                .build();
    }

    static UnitEdited fromProto(Stored.UnitEdited event) {
        return new UnitEdited(JournalMapper.fromProto(event.getOrigin()), event.getUnit(), fromProto(event.getEdit()));
    }

    private static Stored.UnitEdit toProto(UnitEdit edit) {
        Stored.UnitEdit.Builder proto = Stored.UnitEdit.newBuilder()
                .setAccepted(JournalMapper.toProto(edit.accepted()))
                .setBy(toProto(edit.by()))
                .setHolding(edit.holding().name())
                .setSettles(edit.settles());
        edit.after().ifPresent(after -> proto.setAfter(JournalMapper.toProto(after)));
        edit.changes().forEach((field, change) ->
                proto.addChanges(Stored.FieldChange.newBuilder().setField(field.name()).setTo(change.to()).setOver(change.over())));
        return proto.build();
    }

    private static UnitEdit fromProto(Stored.UnitEdit edit) {
        SortedMap<UnitField, UnitEdit.Change> changes = new TreeMap<>();
        edit.getChangesList().forEach(change -> changes.put(UnitField.valueOf(change.getField()), new UnitEdit.Change(change.getTo(), change.getOver())));
        return new UnitEdit(
                JournalMapper.fromProto(edit.getAccepted()),
                fromProto(edit.getBy()),
                edit.hasAfter() ? Optional.of(JournalMapper.fromProto(edit.getAfter())) : Optional.empty(),
                changes,
                UnitEdit.Holding.valueOf(edit.getHolding()),
                edit.getSettles());
    }

    private static Stored.Authorship toProto(Authorship by) {
        return Stored.Authorship.newBuilder()
                .setName(by.name())
                .setVia(by.via())
                .setReason(by.reason())
                .setCauseKind(by.cause().kind())
                .setCauseId(by.cause().id())
                .setKey(by.key())
                .setRequest(by.request())
                .setCorrelation(by.correlation())
                .build();
    }

    private static Authorship fromProto(Stored.Authorship by) {
        return new Authorship(
                by.getName(), by.getVia(), by.getReason(), new Authorship.Cause(by.getCauseKind(), by.getCauseId()), by.getKey(), by.getRequest(), by.getCorrelation());
    }

    static List<Stored.UnitEdits> toProto(SortedMap<String, UnitEdits> edits) {
        return edits.entrySet().stream()
                .map(of -> Stored.UnitEdits.newBuilder()
                        .setUnit(of.getKey())
                        .addAllEdits(of.getValue().newestFirst().stream().map(EditMapper::toProto).toList())
                        .build())
                .toList();
    }

    static SortedMap<String, UnitEdits> fromProto(List<Stored.UnitEdits> protos) {
        SortedMap<String, UnitEdits> edits = new TreeMap<>();
        protos.forEach(of -> edits.put(of.getUnit(), new UnitEdits(of.getEditsList().stream().map(EditMapper::fromProto).toList())));
        return edits;
    }

    static Wire.EditUnit toProto(EditUnit command) {
        Wire.EditUnit.Builder proto = Wire.EditUnit.newBuilder()
                .setUnit(command.unit())
                .setHolding(command.holding().name())
                .setBase(command.basis().filter(Basis::required).map(Basis::seen).map(Revision::toString).orElse(""))
                .setSeen(command.basis().filter(basis -> !basis.required()).map(Basis::seen).map(Revision::toString).orElse(""))
                .setSettles(command.settles())
                .setBy(toProto(command.by()));
        command.set().forEach((field, value) -> proto.putSet(field.name(), value));
        return proto.build();
    }

    static EditUnit fromProto(Wire.EditUnit command) {
        SortedMap<UnitField, String> set = new TreeMap<>();
        for (Map.Entry<String, String> one : command.getSetMap().entrySet()) {
            set.put(UnitField.valueOf(one.getKey()), one.getValue());
        }
        return new EditUnit(
                command.getUnit(), set, UnitEdit.Holding.valueOf(command.getHolding()), basis(command), command.getSettles(),
                fromProto(command.getBy()));
    }

    private static Optional<Basis> basis(Wire.EditUnit command) {
        return Revision.parse(command.getBase()).map(Basis::required).or(() -> Revision.parse(command.getSeen()).map(Basis::seen));
    }

    static Wire.Outdated toProto(Outdated outdated) {
        return Wire.Outdated.newBuilder()
                .setUnit(outdated.unit())
                .setNow(outdated.now().toString())
                .addAllSince(outdated.since().stream().map(EditMapper::toProto).toList())
                .setFeed(outdated.feed())
                .build();
    }

    static Outdated fromProto(Wire.Outdated outdated) {
        return new Outdated(
                outdated.getUnit(),
                Revision.parse(outdated.getNow()).orElseThrow(() -> new IllegalArgumentException("no revision")),
                outdated.getSinceList().stream().map(EditMapper::fromProto).toList(),
                outdated.getFeed());
    }
}
