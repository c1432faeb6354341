package org.palmares.competition;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A short text that is equal for two replicas when they hold the same documents and registers, and otherwise as good as never. Boards compare
 * these every second, so it is a sum of the marks of all there is (each mixed to 64 bits), which needs neither an order nor text.
 */
public final class Digest {

    /** FNV-1a, 64 bits. */
    private static final long FNV_BASIS = 0xcbf2_9ce4_8422_2325L;

    private static final long FNV_PRIME = 0x0000_0100_0000_01b3L;

    /** One message speaks of many things: a full schedule of hundreds. */
    private final Map<Provenance, Long> marks = new IdentityHashMap<>();

    private long sum;

    private Digest() {}

    /** The digest of {@code competition}: 16 hexadecimal characters over the provenance of all it holds; that has the content's hash. */
    public static String of(Competition competition) {
        Digest digest = new Digest();
        competition.documents().values().forEach(versions -> versions.newestFirst()
                .forEach(document -> digest.add(text(mark(document.provenance()), "document " + document.status().name()))));
        competition.voids().forEach((key, voided) -> digest.add(text(mark(key), voided.toString())));
        digest.registers("unit", competition.units());
        competition.edits().forEach((unit, edits) -> {
            long name = text(text(FNV_BASIS, "edit"), unit);
            edits.newestFirst().forEach(edit -> digest.add(number(name, mark(edit.accepted()))));
        });
        digest.registers("session", competition.sessions());
        digest.registers("participant", competition.participants());
        digest.registers("team", competition.teams());
        competition.members().forEach(member -> digest.add(text(FNV_BASIS, member)));
        return String.format("%016x", digest.sum);
    }

    private void registers(String kind, EntrySet<?> set) {
        long kinds = text(FNV_BASIS, kind);
        set.full().forEach(by -> add(number(kinds, markOnce(by))));
        set.since().ifPresent(since -> add(number(kinds, mark(since))));
        for (Map.Entry<String, ? extends java.util.List<? extends Entry<?>>> words : set.claims().entrySet()) {
            long name = text(kinds, words.getKey());
            for (Entry<?> word : words.getValue()) {
                long said = number(name, markOnce(word.by()));
                // As before there was a since, so that during a change of releases only what has one differs.
                add(word.since().equals(word.accepted()) ? said : number(said, mark(word.since())));
            }
        }
    }

    private void add(long mark) {
        // Mixed once more (the finalizer of MurmurHash3): sums of alike numbers would be alike.
        long mixed = (mark ^ mark >>> 33) * 0xff51_afd7_ed55_8ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
        sum += mixed ^ mixed >>> 33;
    }

    private long markOnce(Provenance by) {
        return marks.computeIfAbsent(by, Digest::mark);
    }

    private static long mark(Provenance by) {
        SourceStamp source = by.source();
        long mark = text(text(mark(by.document()), source.source()), source.hash());
        mark = number(number(number(mark, source.sent().toEpochMilli()), source.version()), source.epoch());
        return number(number(mark, by.withdrawn() ? 1 : 0), mark(by.accepted()));
    }

    private static long mark(DocumentKey key) {
        long mark = text(text(text(FNV_BASIS, key.type()), key.code()), key.subcode());
        return text(text(text(mark, key.subtype()), key.language()), key.source());
    }

    private static long mark(Stamp stamp) {
        return text(number(number(FNV_BASIS, stamp.millis()), stamp.counter()), stamp.replica().name());
    }

    private static long text(long mark, String text) {
        long after = mark;
        for (int i = 0; i < text.length(); i++) {
            after = (after ^ text.charAt(i)) * FNV_PRIME;
        }
        // An end, so that two texts are not one.
        return (after ^ 0x1_0000) * FNV_PRIME;
    }

    private static long number(long mark, long number) {
        long mixed = number * 0x9e37_79b9_7f4a_7c15L;
        return (mark ^ mixed ^ mixed >>> 32) * FNV_PRIME;
    }
}
