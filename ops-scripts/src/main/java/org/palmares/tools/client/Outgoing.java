package org.palmares.tools.client;

/**
 * A message on its way.
 *
 * @param bytes the message; not to be changed afterwards
 * @param gzip whether {@code bytes} are packed
 */
public record Outgoing(byte[] bytes, boolean gzip) {

    /** A message that is not packed. */
    public static Outgoing plain(byte[] xml) {
        return new Outgoing(xml, false);
    }
}
