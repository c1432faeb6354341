package org.palmares.node.schedule.change;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.palmares.protocol.odf.Sha256;

/**
 * What is asked for by {@code POST /v1/schedule/changes}.
 *
 * @param dryRun whether it is only to be told what would be
 * @param accept ids of clashes that it may bring
 * @param content names units and action: the same in every process, whatever was known there
 */
record ChangeRequest(Selection select, Action action, String reason, boolean dryRun, SortedSet<String> accept, String content) {

    ChangeRequest {
        accept = Collections.unmodifiableSortedSet(new TreeSet<>(accept));
    }

    /** What says itself what it is about. */
    ChangeRequest(Selection select, Action action, String reason, boolean dryRun, SortedSet<String> accept) {
        this(select, action, reason, dryRun, accept, select + "\n" + action);
    }

    /** Names what is asked for: the same in every process, so all that has no order is sorted. What it may bring is no part of it. */
    String fingerprint(String games) {
        return Sha256.hex((games + '\n' + content + '\n' + reason).getBytes(StandardCharsets.UTF_8));
    }
}
