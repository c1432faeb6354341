package org.palmares.protocol.odf;

/**
 * One Result element of DT_RESULT and its kin. All values are text as sent; empty means absent.
 *
 * @param sortOrder place in the list, from 1; 0 where not sent
 * @param rank rank as shown
 * @param rankEqual whether the rank is shared
 * @param result the mark
 * @param resultType TIME, DISTANCE, POINTS, IRM ...
 * @param irm invalid result mark (DNS, DNF, DSQ ...)
 * @param wlt W, L or T in head-to-head units
 * @param qualification QualificationMark
 * @param startOrder lane or place at the start, may be text
 * @param diff gap to the leader as sent
 * @param competitor who
 */
public record ResultRow(
        int sortOrder,
        String rank,
        boolean rankEqual,
        String result,
        String resultType,
        String irm,
        String wlt,
        String qualification,
        String startOrder,
        String diff,
        Competitor competitor) {}
