package org.palmares.protocol.odf;

import java.util.Comparator;

/**
 * Where a row of a start list or result is meant to stand: by SortOrder where it is given (0 is not), the others after them by
 * StartSortOrder, then by StartOrder where that is a number. What is left stays as sent, for sorting keeps it.
 *
 * @param sortOrder SortOrder; the greatest number where there is none, as in all three
 * @param startSortOrder StartSortOrder; the same for all that have a SortOrder, so that only that counts
 * @param startOrder StartOrder (lane), likewise
 */
record StartOrder(int sortOrder, int startSortOrder, int startOrder) implements Comparable<StartOrder> {

    private static final Comparator<StartOrder> ORDER = Comparator.comparingInt(StartOrder::sortOrder)
            .thenComparingInt(StartOrder::startSortOrder)
            .thenComparingInt(StartOrder::startOrder);

    static StartOrder of(OdfElement row) {
        int sortOrder = positive(row, "SortOrder");
        return sortOrder < Integer.MAX_VALUE
                ? new StartOrder(sortOrder, 0, 0)
                : new StartOrder(sortOrder, positive(row, "StartSortOrder"), positive(row, "StartOrder"));
    }

    private static int positive(OdfElement row, String attribute) {
        int number = Reading.numberOr(row.attribute(attribute).strip(), 0);
        return number > 0 ? number : Integer.MAX_VALUE;
    }

    @Override
    public int compareTo(StartOrder other) {
        return ORDER.compare(this, other);
    }
}
