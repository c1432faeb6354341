package org.palmares.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.palmares.competition.Competition;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entry;
import org.palmares.competition.EntrySet;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Provenance;
import org.palmares.competition.Stamp;
import org.palmares.competition.Voided;
import org.palmares.protocol.journal.v1.Stored;
import org.palmares.protocol.odf.Unit;

/** The whole state of a competition to Protobuf and back, for snapshots and between boards; total in both directions. */
final class StateMapper {

    private StateMapper() {}

    static Stored.Competition toProto(Competition state) {
        return Stored.Competition.newBuilder()
                .setPosition(JournalMapper.toProto(state.position()))
                .setClock(JournalMapper.toProto(state.clock()))
                .addAllDocuments(state.documents().values().stream()
                        .flatMap(versions -> versions.newestFirst().stream())
                        .map(JournalMapper::toProto)
                        .toList())
                .addAllVoids(state.voids().entrySet().stream().map(voided -> toProto(voided.getKey(), voided.getValue())).toList())
                .setUnits(toProto(state.units(), (entry, unit) -> entry.setUnit(ValueMapper.toProto(unit))))
                .setSessions(toProto(state.sessions(), (entry, session) -> entry.setSession(ValueMapper.toProto(session))))
                .setParticipants(toProto(state.participants(), (entry, person) -> entry.setParticipant(ValueMapper.toProto(person))))
                .setTeams(toProto(state.teams(), (entry, team) -> entry.setTeam(ValueMapper.toProto(team))))
                .addAllMembers(state.members())
                .addAllEdits(EditMapper.toProto(state.edits()))
                .build();
    }

    static Competition fromProto(Stored.Competition state) {
        SortedMap<DocumentKey, Voided> voids = new TreeMap<>();
        state.getVoidsList().forEach(voided -> voids.put(JournalMapper.fromProto(voided.getKey()), fromProto(voided)));
        Competition parts = new Competition(
                JournalMapper.fromProto(state.getPosition()),
                JournalMapper.fromProto(state.getClock()),
                documents(state.getDocumentsList(), voids),
                voids,
                fromProto(state.getUnits(), voids, entry -> ValueMapper.fromProto(entry.getUnit()), unit -> unit.code().value(), StateMapper::unit),
                Collections.emptySortedMap(),
                Map.of(),
                fromProto(state.getSessions(), voids, entry -> ValueMapper.fromProto(entry.getSession()), session -> session.code(), (proto, by, session) -> Entry.of(by, session)),
                fromProto(state.getParticipants(), voids, entry -> ValueMapper.fromProto(entry.getParticipant()), person -> person.code(), (proto, by, person) -> Entry.of(by, person)),
                fromProto(state.getTeams(), voids, entry -> ValueMapper.fromProto(entry.getTeam()), team -> team.code(), (proto, by, team) -> Entry.of(by, team)),
                new TreeSet<>(state.getMembersList()));
        return Competition.of(parts, EditMapper.fromProto(state.getEditsList()));
    }

    private static SortedMap<DocumentKey, DocumentVersions> documents(
            Collection<Stored.OdfDocument> protos, SortedMap<DocumentKey, Voided> voids) {
        Map<DocumentKey, List<OdfDocument>> byKey = new TreeMap<>();
        protos.forEach(proto -> {
            OdfDocument document = JournalMapper.fromProto(proto);
            byKey.computeIfAbsent(document.key(), key -> new ArrayList<>()).add(document);
        });
        SortedMap<DocumentKey, DocumentVersions> documents = new TreeMap<>();
        byKey.forEach((key, versions) -> documents.put(key, new DocumentVersions(versions, voids.getOrDefault(key, Voided.NONE))));
        return documents;
    }

    private static Stored.Voided toProto(DocumentKey key, Voided voided) {
        return Stored.Voided.newBuilder()
                .setKey(JournalMapper.toProto(key))
                .putAllEnded(voided.ended())
                .addAllWithdrawn(voided.withdrawn().stream()
                        .map(version -> Stored.Version.newBuilder()
                                .setEpoch(version.epoch())
                                .setVersion(version.version())
                                .build())
                        .toList())
                .build();
    }

    private static Voided fromProto(Stored.Voided voided) {
        return new Voided(
                new TreeMap<>(voided.getEndedMap()),
                voided.getWithdrawnList().stream()
                        .map(version -> new Voided.Version(version.getEpoch(), version.getVersion()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static <T> Stored.EntrySet toProto(
            EntrySet<T> set, BiConsumer<Stored.Entry.Builder, T> value) {
        Stored.EntrySet.Builder builder = Stored.EntrySet.newBuilder();
        set.since().ifPresent(since -> builder.setSince(JournalMapper.toProto(since)));
        set.full().forEach(by -> builder.addFull(JournalMapper.toProto(by)));
        new TreeMap<>(set.claims()).values().stream().flatMap(List::stream).forEach(entry -> {
            Stored.Entry.Builder proto =
                    Stored.Entry.newBuilder().setBy(JournalMapper.toProto(entry.by()));
            value.accept(proto, entry.value());
            if (!entry.since().equals(entry.accepted())) {
                proto.setSince(JournalMapper.toProto(entry.since()));
            }
            builder.addEntries(proto);
        });
        return builder.build();
    }

    /** What was kept of a word. */
    @FunctionalInterface
    private interface Word<T> {
        Entry<T> of(Stored.Entry proto, Provenance by, T value);
    }

    private static Entry<Unit> unit(Stored.Entry proto, Provenance by, Unit unit) {
        return Entry.of(by, unit, proto.hasSince() ? JournalMapper.fromProto(proto.getSince()) : by.accepted());
    }

    private static <T> EntrySet<T> fromProto(
            Stored.EntrySet set,
            SortedMap<DocumentKey, Voided> voids,
            Function<Stored.Entry, T> value,
            Function<T, String> code,
            Word<T> word) {
        Map<String, List<Entry<T>>> claims = new HashMap<>();
        set.getEntriesList().forEach(proto -> {
            T read = value.apply(proto);
            claims.computeIfAbsent(code.apply(read), any -> new ArrayList<>())
                    .add(word.of(proto, JournalMapper.fromProto(proto.getBy()), read));
        });
        Optional<Stamp> since = set.hasSince() ? Optional.of(JournalMapper.fromProto(set.getSince())) : Optional.empty();
        return EntrySet.of(set.getFullList().stream().map(JournalMapper::fromProto).toList(), claims, since, voids);
    }
}
