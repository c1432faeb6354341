package org.palmares.node.board;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Digest;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Position;
import org.palmares.competition.Revision;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdits;
import org.palmares.protocol.odf.DocumentType;
import org.palmares.protocol.odf.Medal;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/** One competition as readers see it: its state, and what is worked out from it once and only when asked for. Immutable to readers. */
public final class CompetitionView {

    /** What a competition takes however little is known of it. */
    private static final long BYTES_OF_A_COMPETITION = 2_000;
    /** Measured: its key, its versions and its place in the map, which are no part of what goes between nodes. */
    private static final long BYTES_BESIDE_A_DOCUMENT = 350;

    private final CompetitionId id;
    private final Competition state;
    private final Readings readings;
    private final LastChanges changes;
    private final long weight;
    private volatile Map<String, List<DocumentVersions>> results;
    private volatile String digest;
    private volatile Long mark;
    private volatile Instant newestMessage;

    /**
     * @param readings keeps what is read from documents
     * @param changes when each of its aspects changed last
     */
    CompetitionView(CompetitionId id, Competition state, Readings readings, LastChanges changes) {
        this.id = id;
        this.state = state;
        this.readings = readings;
        this.changes = changes;
        this.weight = BYTES_OF_A_COMPETITION + BYTES_BESIDE_A_DOCUMENT * state.documents().size() + state.weight();
    }

    /** Whether a document of this key is a result to show; those with a subcode (apparatus, split) are parts of one. */
    public static boolean isResult(DocumentKey key) {
        return DocumentType.of(key.type()).content() == DocumentType.Content.RESULT && key.subcode().isEmpty();
    }

    /** The competition's id. */
    public CompetitionId id() {
        return id;
    }

    /** All that is known. What answers are made of is better read by its aspect, below: then they are kept until that changes. */
    public Competition state() {
        return read(Aspect.ANYTHING).state;
    }

    LastChanges changes() {
        return changes;
    }

    private CompetitionView read(Aspect aspect) {
        Dependencies.read(this, aspect);
        return this;
    }

    /** The events it is made of. */
    public Position position() {
        return read(Aspect.ANYTHING).state.position();
    }

    /** Bytes it takes in memory, about. */
    long weight() {
        return weight;
    }

    /** The timetable of this competition, in no order. */
    public Stream<Unit> units() {
        return timetable().values().stream().map(Entry::value);
    }

    /** The same, with who said it, by code. */
    public Map<String, Entry<Unit>> timetable() {
        return read(Aspect.TIMETABLE).state.timetable();
    }

    /** {@link Competition#dropped}. */
    public Stream<Entry<Unit>> dropped() {
        return read(Aspect.TIMETABLE).state.dropped();
    }

    /** {@link Competition#revision}. */
    public Optional<Revision> revision(String unit) {
        return read(Aspect.TIMETABLE).state.revision(unit);
    }

    /** {@link Competition#changed}. */
    public Optional<Stamp> changed(String unit) {
        return read(Aspect.TIMETABLE).state.changed(unit);
    }

    /** {@link Competition#edits(String)}. */
    public UnitEdits edits(String unit) {
        return read(Aspect.TIMETABLE).state.edits(unit);
    }

    /** The persons of the discipline; only its own competition has any. */
    public Map<String, Entry<Participant>> participants() {
        return read(Aspect.PARTICIPANTS).state.participants().entries();
    }

    /** The teams of the discipline; only its own competition has any. */
    public Map<String, Entry<Team>> teams() {
        return read(Aspect.PARTICIPANTS).state.teams().entries();
    }

    /** The sessions of the discipline; only its own competition has any. */
    public Stream<Session> sessions() {
        return read(Aspect.TIMETABLE).state.sessions().entries().values().stream().map(Entry::value);
    }

    /** The last start that a unit of this competition was planned for: also of one that has been postponed and has no time now. */
    public Optional<OffsetDateTime> lastPlanned(Unit unit) {
        return unit.start().or(() -> read(Aspect.TIMETABLE).state.units().lastDated(unit.code().value()).flatMap(Unit::start));
    }

    /** When and where the first units of this competition were accepted; nothing where it never had any. */
    public Optional<Stamp> timetableSince() {
        return read(Aspect.TIMETABLE).state.units().since();
    }

    /** When the newest message was sent, by the headers. */
    Optional<Instant> newestMessage() {
        read(Aspect.DOCUMENTS);
        if (newestMessage == null) {
            newestMessage = state.documents().values().stream()
                    .map(versions -> versions.latest().stamp().sent())
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
        return Optional.ofNullable(newestMessage);
    }

    /** The result document of a unit or phase, in English where there are several languages. */
    public Optional<OdfDocument> result(String code) {
        return result(code, "ENG");
    }

    /** The result document of a unit or phase; {@link DocumentChoice} says which of several. */
    public Optional<OdfDocument> result(String code, String language) {
        return read(Aspect.RESULTS).chosen(code, language);
    }

    /** Name of the status of the result document of a unit or phase; nothing where there is none. */
    public Optional<String> resultStatus(String code, String language) {
        return read(Aspect.RESULT_STATUSES).chosen(code, language).map(result -> result.status().name());
    }

    /** All result documents of a unit or phase, withdrawn ones too. */
    public List<DocumentVersions> results(String code) {
        return read(Aspect.RESULTS).resultsByCode().getOrDefault(code, List.of());
    }

    /** Codes of units and phases with a result, in order. */
    public Set<String> resultCodes() {
        return read(Aspect.RESULT_STATUSES).resultsByCode().keySet().stream()
                .filter(code -> chosen(code, "ENG").isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<OdfDocument> chosen(String code, String language) {
        return DocumentChoice.of(resultsByCode().getOrDefault(code, List.of()), language)
                .map(DocumentVersions::latest)
                .filter(latest -> !latest.withdrawn());
    }

    private Map<String, List<DocumentVersions>> resultsByCode() {
        Map<String, List<DocumentVersions>> known = results;
        if (known == null) {
            known = new HashMap<>();
            for (DocumentVersions versions : those(CompetitionView::isResult)) {
                known.computeIfAbsent(versions.latest().key().code(), any -> new ArrayList<>(1)).add(versions);
            }
            results = known;
        }
        return known;
    }

    /** The documents whose keys are {@code wanted}, withdrawn ones too. */
    public List<DocumentVersions> documents(Predicate<DocumentKey> wanted) {
        return read(Aspect.DOCUMENTS).those(wanted);
    }

    private List<DocumentVersions> those(Predicate<DocumentKey> wanted) {
        return state.documents().entrySet().stream()
                .filter(document -> wanted.test(document.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** NOCs of all who compete in a unit: in its result, and in the start list of the timetable. Known once for each document. */
    public Set<String> nocs(String code) {
        Set<String> nocs = new HashSet<>();
        Optional.ofNullable(timetable().get(code)).ifPresent(entry -> entry.value().startList().forEach(starter -> nocs.add(starter.organisation())));
        result(code).ifPresent(result -> nocs.addAll(readings.nocs(result)));
        nocs.remove("");
        return nocs;
    }

    /** Who competes in a unit: by the start list of the timetable, else by its result, whose start list is one too. Known once for each document. */
    public List<Starter> starters(String code) {
        List<Starter> inResult = result(code).map(readings::starters).orElse(List.of());
        Entry<Unit> entry = timetable().get(code);
        return entry == null || entry.value().startList().isEmpty() ? inResult : Starter.of(entry.value().startList(), inResult);
    }

    /** Medals of the competition from its medallists document, in English where there are several languages. */
    public List<Medal> medals() {
        return medals("ENG");
    }

    /** Medals of the competition from its medallists document; {@link DocumentChoice} says which of several. None where it cannot be read. */
    public List<Medal> medals(String language) {
        return DocumentChoice.of(read(Aspect.MEDALS).those(key -> DocumentType.of(key.type()).content() == DocumentType.Content.MEDALLISTS), language)
                .map(DocumentVersions::latest)
                .filter(latest -> !latest.withdrawn())
                .map(readings::medals)
                .orElse(List.of());
    }

    /** Digest of the state, equal in all data centres that know the same. */
    public String digest() {
        read(Aspect.ANYTHING);
        if (digest == null) {
            digest = Digest.of(state);
        }
        return digest;
    }

    /**
     * Sums up id, position and digest: what a digest over many competitions is made of.
     *
     * @throws RuntimeException where the state cannot be summed up
     */
    public long mark() {
        read(Aspect.ANYTHING);
        if (mark == null) {
            long mixed = 1_125_899_906_842_597L;
            for (String part : new String[] {id.value(), state.position().toString(), digest()}) {
                for (int i = 0; i < part.length(); i++) {
                    mixed = 31 * mixed + part.charAt(i);
                }
            }
            mark = mixed * 0x9E37_79B9_7F4A_7C15L;
        }
        return mark;
    }

    /**
     * The rows of a result document.
     *
     * @throws IllegalStateException if it cannot be read
     */
    public ResultMessage read(OdfDocument document) {
        return readings.result(document);
    }

    /** Stands round what is made of this competition. */
    public Fence fence() {
        return readings.fence();
    }
}
