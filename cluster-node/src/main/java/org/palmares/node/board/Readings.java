package org.palmares.node.board;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.palmares.competition.OdfDocument;
import org.palmares.protocol.odf.Medal;
import org.palmares.protocol.odf.MedallistsMessage;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.ResultRow;

/**
 * What was read from documents lately, of all competitions of a board; kept by the documents' contents, which are the same in every state that holds
 * them. What cannot be read is left out, except where a document itself is asked for.
 */
final class Readings {

    private static final int MEGABYTE = 1024 * 1024;
    /** What is read from a document takes about twice the bytes of its XML: names of elements and attributes go, objects come. */
    private static final long BYTES_READ_OF_XML = 2;
    private static final long BYTES_OF_A_NOC = 80;
    private static final long BYTES_OF_A_VALUE = 200;

    private final LatelyUsed<ResultMessage> results = new LatelyUsed<>(24 * MEGABYTE);
    private final LatelyUsed<List<Medal>> medals = new LatelyUsed<>(4 * MEGABYTE);
    private final LatelyUsed<Set<String>> nocs = new LatelyUsed<>(8 * MEGABYTE);
    private final LatelyUsed<List<Starter>> starters = new LatelyUsed<>(8 * MEGABYTE);
    private final Fence fence;

    /** @param fence stands round each document */
    Readings(Fence fence) {
        this.fence = fence;
    }

    Fence fence() {
        return fence;
    }

    /**
     * A result with its rows. An event is rendered for several readers at once.
     *
     * @throws IllegalStateException if it cannot be read
     */
    ResultMessage result(OdfDocument document) {
        return results.get(document.stamp().hash(), () -> ResultMessage.read(message(document)).value(), read -> bytes(document));
    }

    /** NOCs of all who are in a result: as whoever took it read them, else from its XML. */
    Set<String> nocs(OdfDocument result) {
        if (!result.nocs().isEmpty()) {
            return Set.copyOf(List.of(result.nocs().split(" ")));
        }
        return nocs.get(
                result.stamp().hash(),
                () -> fence.around("result", result.key(), () -> result(result).rows().stream()
                                .map(row -> row.competitor().organisation())
                                .collect(Collectors.toUnmodifiableSet()))
                        .orElse(Set.of()),
                Readings::bytes);
    }

    /** Who competes by a result. */
    List<Starter> starters(OdfDocument result) {
        return starters.get(
                result.stamp().hash(),
                () -> fence.around("result", result.key(), () -> Starter.of(result(result).rows().stream().map(ResultRow::competitor).toList(), List.of()))
                        .orElse(List.of()),
                Starter::bytes);
    }

    /** Medals of a medallists document. */
    List<Medal> medals(OdfDocument document) {
        return medals.get(
                document.stamp().hash(),
                () -> fence.around("medals", document.key(), () -> MedallistsMessage.read(message(document)).value().medals()).orElse(List.of()),
                read -> bytes(document));
    }

    /** The message as it was accepted; it was checked then. */
    private static OdfMessage message(OdfDocument document) {
        try {
            return OdfReader.read(document.content().bytes());
        } catch (OdfSyntaxException | OdfInvalidException impossible) {
            throw new IllegalStateException("a message in the journal cannot be read: " + document.key(), impossible);
        }
    }

    private static long bytes(OdfDocument document) {
        return BYTES_OF_A_VALUE + BYTES_READ_OF_XML * document.content().length();
    }

    private static long bytes(Set<String> nocs) {
        return BYTES_OF_A_VALUE + nocs.stream().mapToLong(noc -> BYTES_OF_A_NOC + noc.length()).sum();
    }
}
