package org.palmares.live;

import org.apache.pekko.util.ByteString;
import org.palmares.board.ChangeKey;

/**
 * A piece of an event stream, rendered once and shared by all who get it.
 *
 * @param key what it is the value of; a newer frame of the same key makes it superfluous. Null for a comment
 * @param bytes the lines of the event (HTML Living Standard, server-sent events)
 */
public record LiveFrame(ChangeKey key, ByteString bytes) {}
