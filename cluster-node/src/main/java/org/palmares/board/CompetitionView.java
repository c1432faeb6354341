package org.palmares.board;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Digest;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Stamp;
import org.palmares.odf.DocumentType;
import org.palmares.odf.MedallistsMessage;
import org.palmares.odf.Medal;
import org.palmares.odf.OdfInvalidException;
import org.palmares.odf.OdfMessage;
import org.palmares.odf.OdfReader;
import org.palmares.odf.OdfSyntaxException;
import org.palmares.odf.ResultMessage;
import org.palmares.odf.Session;
import org.palmares.odf.Unit;

/** One competition as readers see it: its state, and what is worked out from it once and only when asked for. Immutable to readers. */
public final class CompetitionView {

    private static final int LATELY_READ_MAX = 256;
    private static final Map<String, ResultMessage> LATELY_READ = new LinkedHashMap<>(LATELY_READ_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ResultMessage> eldest) {
            return size() > LATELY_READ_MAX;
        }
    };

    private final CompetitionId id;
    private final Competition state;
    private final Map<String, OdfDocument> results;
    private volatile List<Medal> medals;
    private volatile String digest;
    private volatile LocalDate newestMessage;

    CompetitionView(CompetitionId id, Competition state) {
        this.id = id;
        this.state = state;
        this.results = results(state);
    }

    /** Of the documents about one unit or phase the one that counts: the type of result that was sent last. */
    private static Map<String, OdfDocument> results(Competition state) {
        Map<String, OdfDocument> results = new HashMap<>();
        for (Map.Entry<DocumentKey, DocumentVersions> document : state.documents().entrySet()) {
            OdfDocument latest = document.getValue().latest();
            if (isResult(document.getKey()) && !latest.withdrawn()) {
                results.merge(
                        document.getKey().code(), latest, (one, other) -> one.stamp().compareTo(other.stamp()) >= 0 ? one : other);
            }
        }
        return results;
    }

    /** Whether a document of this key is a result to show; those with a subcode (apparatus, split) are parts of one. */
    public static boolean isResult(DocumentKey key) {
        return DocumentType.of(key.type()).content() == DocumentType.Content.RESULT && key.subcode().isEmpty();
    }

    /** The competition's id. */
    public CompetitionId id() {
        return id;
    }

    /** All that is known. */
    public Competition state() {
        return state;
    }

    /** The timetable of this competition, in no order. */
    public Stream<Unit> units() {
        return state.units().entries().values().stream().map(Entry::value);
    }

    /** The sessions of the discipline; only its own competition has any. */
    public Stream<Session> sessions() {
        return state.sessions().entries().values().stream().map(Entry::value);
    }

    /** Source of the message that the plan of a unit of this competition stands by; empty where it is not known. */
    String planSource(Unit unit) {
        return "";
    }

    /** The last start that a unit of this competition was planned for: also of one that has been postponed and has no time now. */
    Optional<OffsetDateTime> lastPlanned(Unit unit) {
        return unit.start();
    }

    /** When and where the first units of this competition were accepted, as far as is known; nothing where it never had any. */
    Optional<Stamp> timetableSince() {
        return state.units().entries().values().stream().map(Entry::accepted).min(Comparator.naturalOrder());
    }

    /** Local date of the newest message, by the headers. */
    Optional<LocalDate> newestMessage() {
        if (newestMessage == null) {
            newestMessage = state.documents().values().stream()
                    .map(versions -> versions.latest().stamp().sent().toLocalDate())
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
        return Optional.ofNullable(newestMessage);
    }

    /** The result document of a unit or phase. */
    public Optional<OdfDocument> result(String code) {
        return Optional.ofNullable(results.get(code));
    }

    /** Codes of units and phases with a result. */
    public java.util.Set<String> resultCodes() {
        return results.keySet();
    }

    /** Medals of the competition from its newest medallists document. */
    public List<Medal> medals() {
        if (medals == null) {
            medals = state.documents().entrySet().stream()
                    .filter(document -> document.getKey().type().equals("DT_MEDALLISTS"))
                    .map(document -> document.getValue().latest())
                    .filter(document -> !document.withdrawn())
                    .max(Comparator.comparing(OdfDocument::stamp))
                    .map(document -> MedallistsMessage.read(message(document)).value().medals())
                    .orElse(List.of());
        }
        return medals;
    }

    /** Digest of the state, equal in all data centres that know the same. */
    public String digest() {
        if (digest == null) {
            digest = Digest.of(state);
        }
        return digest;
    }

    /** The rows of a result document. Those read lately are kept: an event is rendered for several readers at once. */
    public static ResultMessage read(OdfDocument document) {
        synchronized (LATELY_READ) {
            ResultMessage known = LATELY_READ.get(document.stamp().hash());
            if (known != null) {
                return known;
            }
        }
        ResultMessage message = ResultMessage.read(message(document)).value();
        synchronized (LATELY_READ) {
            LATELY_READ.put(document.stamp().hash(), message);
        }
        return message;
    }

    /** The message as it was accepted; it was checked then. */
    static OdfMessage message(OdfDocument document) {
        try {
            return OdfReader.read(document.content().bytes());
        } catch (OdfSyntaxException | OdfInvalidException impossible) {
            throw new IllegalStateException("a message in the journal cannot be read: " + document.key(), impossible);
        }
    }
}
