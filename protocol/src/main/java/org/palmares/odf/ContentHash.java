package org.palmares.odf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells whether two messages say the same. The order of attributes, white space between elements, and the header's Date, Time and
 * LogicalDate do not count: a sender that makes a message anew to repeat it changes just these.
 */
public final class ContentHash {

    private static final Set<String> NOT_COUNTED = Set.of("Date", "Time", "LogicalDate");
    private static final int BYTES = 16;

    private final MessageDigest sha;

    private ContentHash() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Hash of {@code message}: 32 hexadecimal characters, the first 128 bits of a SHA-256. */
    public static String of(OdfMessage message) {
        ContentHash hash = new ContentHash();
        hash.element(message.root(), true);
        return HexFormat.of().formatHex(hash.sha.digest(), 0, BYTES);
    }

    private void element(OdfElement element, boolean root) {
        part('<', element.name());
        for (Map.Entry<String, String> attribute : new TreeMap<>(element.attributes()).entrySet()) {
            if (!root || !NOT_COUNTED.contains(attribute.getKey())) {
                part('@', attribute.getKey());
                part('=', attribute.getValue());
            }
        }
        for (OdfNode child : element.children()) {
            if (child instanceof OdfText text) {
                part('"', text.text());
            } else {
                element((OdfElement) child, false);
            }
        }
        part('>', "");
    }

    /** The length goes in too, so that no two different trees give the same bytes. */
    private void part(char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((byte) kind);
        sha.update((byte) (bytes.length >> 16));
        sha.update((byte) (bytes.length >> 8));
        sha.update((byte) bytes.length);
        sha.update(bytes);
    }
}
