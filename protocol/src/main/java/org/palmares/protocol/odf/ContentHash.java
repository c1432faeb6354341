package org.palmares.protocol.odf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/**
 * Tells whether two messages say the same. What a sender changes to repeat a message does not count: the header's Date, Time and LogicalDate.
 * Nor does what only tells systems apart (Source, and the Serial of old feeds), nor what ODF calls the same: the order of attributes, white
 * space between elements, empty attributes for absent ones, and Language ENG in the header for none.
 */
public final class ContentHash {

    private static final Set<String> NOT_COUNTED = Set.of("Date", "Time", "LogicalDate", "Source", "Serial");
    private static final int BYTES = 16;

    private final MessageDigest sha = Sha256.digest();

    private ContentHash() {}

    /** Hash of {@code message}: 32 hexadecimal characters, the first 128 bits of a SHA-256. */
    public static String of(OdfMessage message) {
        ContentHash hash = new ContentHash();
        hash.element(message.root(), true);
        return HexFormat.of().formatHex(hash.sha.digest(), 0, BYTES);
    }

    private void element(OdfElement element, boolean root) {
        part('<', element.name());
        for (int number : sorted(element)) {
            String name = element.attributeName(number);
            String value = root ? element.attributeValue(number).strip() : element.attributeValue(number);
            if (root ? countsInHeader(name, value) : !value.isEmpty()) {
                part('@', name);
                part('=', value);
            }
        }
        for (OdfNode child : element.nodes()) {
            if (child instanceof OdfText text) {
                part('"', text.text());
            } else {
                element((OdfElement) child, false);
            }
        }
        part('>', "");
    }

    private static boolean countsInHeader(String name, String value) {
        return !value.isEmpty() && !NOT_COUNTED.contains(name) && !(name.equals("Language") && value.equalsIgnoreCase("ENG"));
    }

    /** Numbers of the attributes in the order of their names: an insertion sort, for most elements have few and many have them in order. */
    private static int[] sorted(OdfElement element) {
        int[] numbers = new int[element.attributeCount()];
        for (int i = 0; i < numbers.length; i++) {
            int place = i;
            while (place > 0 && element.attributeName(numbers[place - 1]).compareTo(element.attributeName(i)) > 0) {
                numbers[place] = numbers[place - 1];
                place--;
            }
            numbers[place] = i;
        }
        return numbers;
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
