package org.palmares.tools.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges a history. Versions of a document rise, and the highest wins, so an acknowledged version must be there or a higher one that was
 * sent; what is there must have been sent and not refused; and all data centres must say the same.
 */
public final class HistoryChecker {

    private HistoryChecker() {}

    /**
     * @param findings what is wrong, one sentence each; empty when every promise was kept
     * @param acknowledged number of acknowledged messages
     * @param unknown number of messages whose outcome the client never learned
     * @param longestSilenceNanos longest time between two acknowledgements of any client
     */
    public record Verdict(List<String> findings, long acknowledged, long unknown, long longestSilenceNanos) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        /** Whether nothing is wrong. */
        public boolean passed() {
            return findings.isEmpty();
        }
    }

    /** Judges what clients recorded against what the data centres say in the end. */
    public static Verdict check(List<Operation> operations, List<FinalRead> reads) {
        List<String> findings = new ArrayList<>();
        Map<String, Map<Long, Operation>> sent = new HashMap<>();
        operations.forEach(operation ->
                sent.computeIfAbsent(operation.document(), any -> new HashMap<>()).put(operation.version(), operation));
        for (FinalRead read : reads) {
            sent.forEach((document, versions) -> document(read, document, versions, findings));
        }
        agreement(reads, findings);
        return new Verdict(
                findings, count(operations, Operation.Outcome.ACKNOWLEDGED), count(operations, Operation.Outcome.UNKNOWN), longestSilence(operations));
    }

    private static void document(FinalRead read, String document, Map<Long, Operation> versions, List<String> findings) {
        Optional<Long> owed = versions.values().stream()
                .filter(operation -> operation.outcome() == Operation.Outcome.ACKNOWLEDGED)
                .map(Operation::version)
                .max(Comparator.naturalOrder());
        Long shown = read.versions().get(document);
        if (owed.isPresent() && (shown == null || shown < owed.get())) {
            findings.add(read.site() + " lost version " + owed.get() + " of " + document + ", it shows " + shown);
        }
        if (shown != null && !versions.containsKey(shown)) {
            findings.add(read.site() + " shows version " + shown + " of " + document + ", which nobody sent");
        }
        if (shown != null && versions.containsKey(shown) && versions.get(shown).outcome() == Operation.Outcome.REFUSED) {
            findings.add(read.site() + " shows version " + shown + " of " + document + ", which was refused");
        }
    }

    /** Unknown messages may be anywhere, but then everywhere. */
    private static void agreement(List<FinalRead> reads, List<String> findings) {
        FinalRead first = reads.get(0);
        for (FinalRead other : reads.subList(1, reads.size())) {
            first.versions().forEach((document, version) -> {
                if (!Objects.equals(version, other.versions().get(document))) {
                    findings.add(first.site() + " shows version " + version + " of " + document + ", " + other.site() + " shows "
                            + other.versions().get(document));
                }
            });
            first.digests().forEach((competition, digest) -> {
                if (!Objects.equals(digest, other.digests().get(competition))) {
                    findings.add(competition + " is " + digest + " in " + first.site() + " and " + other.digests().get(competition) + " in "
                            + other.site());
                }
            });
        }
    }

    private static long count(List<Operation> operations, Operation.Outcome outcome) {
        return operations.stream().filter(operation -> operation.outcome() == outcome).count();
    }

    private static long longestSilence(List<Operation> operations) {
        long[] ends = operations.stream()
                .filter(operation -> operation.outcome() == Operation.Outcome.ACKNOWLEDGED)
                .mapToLong(Operation::endNanos)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - ends[i - 1]);
        }
        return longest;
    }
}
