package org.palmares.competition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Registers of one kind by code. Every document that speaks of a code has its own word there, so that joining never has to compare what cannot be
 * compared; which word is in force is worked out from all of them (docs/decisions/0011):
 * <ol>
 *   <li>of one document the greatest version that is not out of force;
 *   <li>a full message leaves no effect of its own earlier versions, and makes void what came before it;
 *   <li>between documents of one source the later by its header, between sources the later accepted.
 * </ol>
 *
 * @param full the newest full messages of each document, newest first
 * @param claims all words by code, in the order of {@link #CLAIMS}
 * @param entries what is in force, by code
 * @param since when the very first word was accepted, whether it is still remembered or not
 * @param weight bytes of all words, about
 */
public record EntrySet<T>(
        List<Provenance> full, Map<String, List<Entry<T>>> claims, Map<String, Entry<T>> entries, Optional<Stamp> since, long weight) {

    private static final Comparator<Provenance> NEWEST_FIRST =
            Comparator.comparing(Provenance::document).thenComparing(Provenance.BY_VERSION.reversed());
    private static final Comparator<Entry<?>> CLAIMS = Comparator.comparing(Entry::by, NEWEST_FIRST);

    /**
     * How words of one kind are joined.
     *
     * @param by whose they are
     * @param dated whether one says when something is planned
     * @param order the order they are kept in
     * @param first of one and the same version the one that counts
     */
    private record Joining<E>(Function<E, Provenance> by, Predicate<E> dated, Comparator<? super E> order, Comparator<? super E> first) {}

    private static final Joining<Provenance> FULL = new Joining<>(by -> by, by -> false, NEWEST_FIRST, Provenance.FIRST_TAKEN);
    private static final Comparator<Entry<?>> FIRST_SAID = Comparator.<Entry<?>, Provenance>comparing(Entry::by, Provenance.FIRST_TAKEN).thenComparing(Entry::since);

    public EntrySet {
        full = List.copyOf(full);
        claims = Collections.unmodifiableMap(claims);
        entries = Collections.unmodifiableMap(entries);
    }

    static <T> EntrySet<T> none() {
        return new EntrySet<>(List.of(), Map.of(), Map.of(), Optional.empty(), 0);
    }

    /** The set with these words; what is in force follows from them and from what is out of force. */
    public static <T> EntrySet<T> of(
            List<Provenance> full, Map<String, List<Entry<T>>> claims, Optional<Stamp> since, Map<DocumentKey, Voided> voids) {
        return EntrySet.<T>none().merge(new EntrySet<>(full, claims, Map.of(), since, 0), voids, true);
    }

    /** The set with these words, the first ever. */
    static <T> EntrySet<T> of(List<Provenance> full, Map<String, List<Entry<T>>> claims) {
        Optional<Stamp> since = claims.values().stream().flatMap(List::stream).map(Entry::accepted).min(Comparator.naturalOrder());
        return of(full, claims, since, Map.of());
    }

    /** The value with this code that is in force. */
    public Optional<T> get(String code) {
        return Optional.ofNullable(entries.get(code)).map(Entry::value);
    }

    /** The word on this code that would be in force if nothing were out of force. */
    Optional<Entry<T>> unlessVoid(String code) {
        return Optional.ofNullable(claims.get(code)).map(words -> inForce(words, inForce(full, Map.of()), Map.of()));
    }

    /** The newest word on this code, in force or not, that says when it is planned. */
    public Optional<T> lastDated(String code) {
        return claims.getOrDefault(code, List.of()).stream()
                .filter(Entry::dated)
                .max(Comparator.comparing(Entry::by, Provenance.BETWEEN_SOURCES))
                .map(Entry::value);
    }

    /** Whether {@code by} has said something here. */
    boolean knows(Provenance by) {
        return full.stream().anyMatch(by::isSameAs)
                || claims.values().stream().anyMatch(words -> words.stream().anyMatch(word -> by.isSameAs(word.by())));
    }

    /** Joins the two; gives {@code this} itself when {@code other} brings nothing new and {@code voids} are those it was made with. */
    EntrySet<T> merge(EntrySet<T> other, Map<DocumentKey, Voided> voids, boolean voidsChanged) {
        List<Provenance> joinedFull = joinedFull(other.full);
        Map<String, List<Entry<T>>> changed = new HashMap<>();
        other.claims.forEach((code, words) -> {
            List<Entry<T>> known = claims.getOrDefault(code, List.of());
            List<Entry<T>> joined = joined(known, words);
            if (joined != known) {
                changed.put(code, joined);
            }
        });
        boolean all = voidsChanged || joinedFull != full;
        Optional<Stamp> first = earlier(since, other.since);
        if (changed.isEmpty() && !all && first == since) {
            return this;
        }
        Map<String, List<Entry<T>>> newClaims = changed.isEmpty() ? claims : new HashMap<>(claims);
        if (!changed.isEmpty()) {
            newClaims.putAll(changed);
        }
        Map<String, Entry<T>> newEntries = inForce(newClaims, all ? newClaims.keySet() : changed.keySet(), inForce(joinedFull, voids), voids);
        if (changed.isEmpty() && joinedFull == full && newEntries == entries && first == since) {
            return this;
        }
        long newWeight = weight + weight(changed.values()) - weight(changed.keySet().stream().map(code -> claims.getOrDefault(code, List.of())).toList());
        return new EntrySet<>(joinedFull, newClaims, newEntries, first, newWeight);
    }

    private static <T> long weight(Collection<List<Entry<T>>> words) {
        return words.stream().flatMap(List::stream).mapToLong(Entry::weight).sum();
    }

    private static Optional<Stamp> earlier(Optional<Stamp> one, Optional<Stamp> other) {
        return one.isEmpty() && other.isPresent() || other.isPresent() && other.get().compareTo(one.get()) < 0 ? other : one;
    }

    private List<Provenance> joinedFull(List<Provenance> others) {
        List<Provenance> union = new ArrayList<>(full);
        return join(union, others, FULL) ? union : full;
    }

    private static <T> List<Entry<T>> joined(List<Entry<T>> known, List<Entry<T>> others) {
        List<Entry<T>> union = new ArrayList<>(known);
        return join(union, others, new Joining<Entry<T>>(Entry::by, Entry::dated, CLAIMS, FIRST_SAID)) ? List.copyOf(union) : known;
    }

    /**
     * Adds what is new, of one version accepted twice the first, and cuts each document to its newest versions and its newest dated one; whether
     * anything changed. Both cuts are between versions, never within one that came with several contents, so joining stays a join.
     */
    private static <E> boolean join(List<E> union, List<E> others, Joining<E> how) {
        Function<E, Provenance> by = how.by();
        List<E> before = List.copyOf(union);
        for (E other : others) {
            int same = -1;
            for (int i = 0; i < union.size() && same < 0; i++) {
                same = by.apply(union.get(i)).isSameAs(by.apply(other)) ? i : -1;
            }
            if (same < 0) {
                union.add(other);
            } else if (how.first().compare(other, union.get(same)) < 0) {
                union.set(same, other);
            }
        }
        union.sort(how.order());
        Map<DocumentKey, Set<Voided.Version>> kept = new HashMap<>();
        Map<DocumentKey, Voided.Version> keptDated = new HashMap<>();
        union.removeIf(one -> {
            Voided.Version version = by.apply(one).source().numbered();
            boolean newestDated = how.dated().test(one) && keptDated.computeIfAbsent(by.apply(one).document(), any -> version).equals(version);
            Set<Voided.Version> newest = kept.computeIfAbsent(by.apply(one).document(), any -> new HashSet<>());
            newest.add(version);
            return newest.size() > Limits.CLAIMS_KEPT && !newestDated;
        });
        return !union.equals(before);
    }

    /** Of each document the newest full message that is not out of force. */
    private static List<Provenance> inForce(List<Provenance> full, Map<DocumentKey, Voided> voids) {
        Map<DocumentKey, Provenance> newest = new TreeMap<>();
        full.stream().filter(by -> !isVoid(by, voids)).forEach(by -> newest.putIfAbsent(by.document(), by));
        return List.copyOf(newest.values());
    }

    private Map<String, Entry<T>> inForce(
            Map<String, List<Entry<T>>> words, Set<String> codes, List<Provenance> baselines, Map<DocumentKey, Voided> voids) {
        Map<String, Entry<T>> now = new HashMap<>(entries);
        boolean changed = false;
        for (String code : codes) {
            Entry<T> word = inForce(words.get(code), baselines, voids);
            Entry<T> before = word == null ? now.remove(code) : now.put(code, word);
            changed |= before != word;
        }
        return changed ? now : entries;
    }

    private static <T> Entry<T> inForce(List<Entry<T>> words, List<Provenance> baselines, Map<DocumentKey, Voided> voids) {
        if (words.size() == 1) {
            return counts(words.get(0), baselines, voids) ? words.get(0) : null;
        }
        // Newest first within a document: the first that counts is its word.
        Map<DocumentKey, Entry<T>> ofDocument = new TreeMap<>();
        words.stream().filter(word -> counts(word, baselines, voids)).forEach(word -> ofDocument.putIfAbsent(word.by().document(), word));
        Map<String, Entry<T>> ofSource = new TreeMap<>();
        ofDocument.values().forEach(word -> ofSource.merge(
                word.source().source(), word, (one, other) -> Provenance.WITHIN_SOURCE.compare(one.by(), other.by()) >= 0 ? one : other));
        return ofSource.values().stream().max(Comparator.comparing(Entry::by, Provenance.BETWEEN_SOURCES)).orElse(null);
    }

    private static boolean counts(Entry<?> word, List<Provenance> baselines, Map<DocumentKey, Voided> voids) {
        if (isVoid(word.by(), voids)) {
            return false;
        }
        for (Provenance baseline : baselines) {
            boolean own = baseline.document().equals(word.by().document());
            if (own ? !word.by().isSameAs(baseline) : word.by().isBefore(baseline)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVoid(Provenance by, Map<DocumentKey, Voided> voids) {
        Voided voided = voids.get(by.document());
        return voided != null && voided.isVoid(by.source());
    }
}
