package org.palmares.tools.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.tools.mutation.Mutation.Dice;

/**
 * Changes messages at random, the same way for the same seed. Pure.
 *
 * @param seed of all chances
 * @param codes of the messages that are changed, to be put where they do not belong
 */
record Mutator(long seed, List<String> codes) {

    /** Characters that repeating may lead to: a little more than is read. */
    static final int CHARACTERS_MAX = 11 * 1024 * 1024;

    /** One message in so many is left as it is, so that there is something for the others to harm. */
    private static final int UNTOUCHED = 8;
    private static final int BYTES_CHANGED = 12;
    private static final int ZIPPED = 6;
    private static final int AT_ROOT = 5;
    private static final int MUTATIONS_MAX = 6;
    private static final Mutation[] KINDS = Mutation.values();

    /** Names of all that may be done to a message. */
    static final List<String> CHANGES = Stream.concat(Arrays.stream(KINDS).map(Mutation::name), Stream.of("GZIP", "TRUNCATED", "EMPTY", "DOUBLED", "BYTES")).toList();

    Mutator {
        codes = List.copyOf(codes);
    }

    /**
     * A message to send.
     *
     * @param body what is sent
     * @param gzip whether it says so
     * @param changes what was done to it
     */
    record Mutated(byte[] body, boolean gzip, List<String> changes) {}

    /**
     * The message that comes of {@code xml}.
     *
     * @param number of the message, which the chances depend on
     */
    Mutated mutate(int number, byte[] xml) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        Dice dice = new Dice(random, codes);
        List<String> changes = new ArrayList<>();
        byte[] body = dice.chance(UNTOUCHED) ? xml : changed(xml, dice, changes);
        if (dice.chance(BYTES_CHANGED)) {
            body = bytesChanged(body, dice, changes);
        }
        boolean gzip = dice.chance(ZIPPED);
        if (gzip) {
            changes.add("GZIP");
            body = dice.chance(ZIPPED) ? body : zipped(body);
            if (dice.chance(ZIPPED)) {
                body = bytesChanged(body, dice, changes);
            }
        }
        return new Mutated(body, gzip, List.copyOf(changes));
    }

    private static byte[] changed(byte[] xml, Dice dice, List<String> changes) {
        Tree root;
        try {
            root = Tree.of(OdfReader.readElement(xml));
        } catch (OdfSyntaxException notOurs) {
            throw new IllegalArgumentException("only messages can be changed", notOurs);
        }
        int count = 1 + dice.below(MUTATIONS_MAX);
        for (int i = 0; i < count; i++) {
            Mutation kind = KINDS[dice.below(KINDS.length)];
            changes.add(kind.name());
            Tree at = dice.chance(AT_ROOT) ? root : dice.one(root.all());
            kind.on(root, at, dice);
        }
        return root.xml();
    }

    private static byte[] bytesChanged(byte[] body, Dice dice, List<String> changes) {
        switch (dice.below(4)) {
            case 0 -> {
                changes.add("TRUNCATED");
                return Arrays.copyOf(body, dice.below(body.length + 1));
            }
            case 1 -> {
                changes.add("EMPTY");
                return new byte[0];
            }
            case 2 -> {
                changes.add("DOUBLED");
                byte[] twice = Arrays.copyOf(body, 2 * body.length);
                System.arraycopy(body, 0, twice, body.length, body.length);
                return twice;
            }
            default -> {
                changes.add("BYTES");
                byte[] other = body.clone();
                for (int i = dice.below(4); i >= 0 && other.length > 0; i--) {
                    other[dice.below(other.length)] = (byte) dice.below(256);
                }
                return other;
            }
        }
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
