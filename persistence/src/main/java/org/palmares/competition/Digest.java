package org.palmares.competition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A short text that is equal for two replicas exactly when they hold the same documents and registers. */
public final class Digest {

    private static final int BYTES_SHOWN = 8;

    private final MessageDigest sha;

    private Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The digest of {@code competition}: 16 hexadecimal characters over the stamps of all it holds; stamps carry content hashes. */
    public static String of(Competition competition) {
        Digest digest = new Digest();
        competition.documents().forEach((key, versions) -> versions.newestFirst()
                .forEach(document -> digest.line("document", document.provenance(), document.status())));
        competition.voids().forEach((key, voided) -> digest.line("void", key, voided));
        digest.registers("unit", competition.units());
        digest.registers("session", competition.sessions());
        digest.registers("participant", competition.participants());
        digest.registers("team", competition.teams());
        competition.members().forEach(member -> digest.line("member", member));
        return HexFormat.of().formatHex(digest.sha.digest(), 0, BYTES_SHOWN);
    }

    private void registers(String kind, EntrySet<?> set) {
        line(kind, set.full(), set.since());
        for (Map.Entry<String, ? extends java.util.List<? extends Entry<?>>> words : new TreeMap<>(set.claims()).entrySet()) {
            words.getValue().forEach(word -> line(words.getKey(), word.by()));
        }
    }

    private void line(Object... parts) {
        for (Object part : parts) {
            sha.update(part.toString().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }
        sha.update((byte) '\n');
    }
}
