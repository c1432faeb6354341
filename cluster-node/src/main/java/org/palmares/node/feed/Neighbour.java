package org.palmares.node.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;

/** All that is known of one node: its feed, when it was heard, what it was asked for, and how its board compares. Used by the feed's actor only. */
final class Neighbour {

    private static final Duration AGAIN_FIRST = Duration.ofSeconds(2);
    private static final Duration AGAIN_LAST = Duration.ofSeconds(5);

    /** Numbers of its feed from one to another. */
    record Gap(long from, long to) {}

    /** Numbers that were asked for: from which on, since when, and when last. */
    private record Asked(long from, Instant since, Instant last) {}

    private record LastPulse(ReplicaId site, Instant heard) {}

    private final String node;
    private Optional<Heard> heard = Optional.empty();
    private Optional<LastPulse> pulse = Optional.empty();
    private Optional<Asked> asked = Optional.empty();
    private Optional<Gap> gap = Optional.empty();
    private Optional<Instant> differs = Optional.empty();
    /** Whether this board has caught up with its board since its feed was first heard. */
    private boolean matched = true;
    /** After how long its board, when it differs, is compared again; longer where nothing was found. */
    private Duration again = AGAIN_FIRST;
    /** What this board held when it asked last. */
    private Map<CompetitionId, Position> shown = Map.of();
    /** The last competition that was sent to it: the next time others have their turn first. */
    private Optional<CompetitionId> sent = Optional.empty();

    Neighbour(String node) {
        this.node = node;
    }

    /** Its name. */
    String node() {
        return node;
    }

    /** What has been heard of its feed; empty where that has not begun here. */
    Optional<Heard> heard() {
        return heard;
    }

    /** Its feed is heard from the number after {@code from} on. */
    Heard begin(long from) {
        Heard begun = new Heard(from);
        heard = Optional.of(begun);
        return begun;
    }

    void pulse(ReplicaId site, Instant now) {
        pulse = Optional.of(new LastPulse(site, now));
    }

    /** Whether it is heard now. */
    boolean isPresent() {
        return pulse.isPresent();
    }

    /** Whether it was heard last before {@code moment}, and is not known to be silent. */
    boolean wasHeardBefore(Instant moment) {
        return pulse.filter(last -> last.heard().isBefore(moment)).isPresent();
    }

    /** Its data centre, where it is heard. */
    Optional<ReplicaId> site() {
        return pulse.map(LastPulse::site);
    }

    /** It is heard no more; what its feed has told stays known. */
    void fellSilent() {
        pulse = Optional.empty();
        gap = Optional.empty();
    }

    /** Whether something was asked for within {@code time} before {@code now}. */
    boolean wasAskedWithin(Duration time, Instant now) {
        return asked.filter(before -> Duration.between(before.last(), now).compareTo(time) < 0).isPresent();
    }

    /** For how long the numbers from {@code from} on have been asked for. */
    Duration askedFor(long from, Instant now) {
        return asked.filter(before -> before.from() == from).map(before -> Duration.between(before.since(), now)).orElse(Duration.ZERO);
    }

    /** These numbers are asked for. */
    void ask(Gap missing, Instant now) {
        Instant since = asked.filter(before -> before.from() == missing.from()).map(Asked::since).orElse(now);
        asked = Optional.of(new Asked(missing.from(), since, now));
        gap = Optional.of(missing);
    }

    /** What was asked for and has not come to its end. */
    Optional<Gap> gap() {
        return gap;
    }

    /** Nothing is waited for any more. */
    void closeGap() {
        gap = Optional.empty();
    }

    /** What its feed cannot bring, its board brings; until then cursors do not go on. */
    void join() {
        heard.ifPresent(Heard::hold);
        matched = false;
        compareSoon();
    }

    /** Its board is compared with the next pulse that tells of a difference. */
    void compareSoon() {
        differs = Optional.of(Instant.EPOCH);
    }

    /** This board has all that its board has. */
    void matched() {
        matched = true;
        heard.ifPresent(Heard::release);
    }

    boolean isMatched() {
        return matched;
    }

    /** Both boards are equal. */
    void equal() {
        differs = Optional.empty();
        matched();
    }

    /** Whether it is time to compare the boards, which differ; then that begins anew. */
    boolean isToBeCompared(Instant now) {
        Instant since = differs.orElse(now);
        boolean due = Duration.between(since, now).compareTo(again) >= 0;
        differs = Optional.of(due ? now : since);
        return due;
    }

    /** The boards were compared; {@code found} whether anything was lacking here. */
    void compared(boolean found) {
        Duration longer = again.multipliedBy(2);
        again = found ? AGAIN_FIRST : longer.compareTo(AGAIN_LAST) > 0 ? AGAIN_LAST : longer;
    }

    Map<CompetitionId, Position> shown() {
        return shown;
    }

    void show(Map<CompetitionId, Position> now) {
        shown = now;
    }

    Optional<CompetitionId> sent() {
        return sent;
    }

    void sent(CompetitionId last) {
        sent = Optional.of(last);
    }
}
