package org.palmares.tools.drill.crowd;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.palmares.tools.client.ServerEvents;
import org.palmares.tools.client.Sites;
import org.palmares.tools.drill.proof.Evidence;
import org.palmares.tools.drill.proof.ToldResult;

/**
 * One reader of a crowd, which follows one result: what it asks for, what it was told, and where it goes when its stream ends. Knows nothing of
 * sockets. For one thread.
 */
public final class CrowdReader {

    /** One that is cut off again and again need not say each time. */
    private static final int ABSENCES_MAX = 20;
    private static final int BUSY = 503;
    private static final JsonFactory JSON = new JsonFactory();

    private final int number;
    private final String unit;
    private final Sites sites;
    private final ToldResult told = new ToldResult();
    private final List<Evidence.Absence> absences = new ArrayList<>();
    private StreamAnswer answer = new StreamAnswer();
    private ServerEvents stream = new ServerEvents("");
    private ToldResult.From from = new ToldResult.From(0, "", false);
    /** Each stream says another, so that those who lose theirs together do not come together. */
    private Duration retry = stream.retry();
    private int at;
    private boolean following;
    private Optional<Evidence.Absence> away = Optional.empty();
    private int events;
    private int wentBack;
    private int repeatedAsNew;
    private int resyncs;
    private int refused;

    /** @param at index of the data centre where it begins */
    public CrowdReader(int number, String unit, Sites sites, int at) {
        this.number = number;
        this.unit = unit;
        this.sites = sites;
        this.at = at;
    }

    /** Where it is, or goes next. */
    Sites.Site site() {
        return sites.at(at);
    }

    boolean isFollowing() {
        return following;
    }

    /** Whether it was told {@code version} of its result, or a newer one. */
    public boolean has(long version) {
        return told.version() >= version;
    }

    public String unit() {
        return unit;
    }

    /** A new connection is there; gives what to send. */
    byte[] request(String games) {
        String cursor = stream.id();
        answer = new StreamAnswer();
        stream = new ServerEvents(cursor);
        from = new ToldResult.From(from.number() + 1, cursor, false);
        return ("GET /v1/live?games=" + games + "&unit=" + unit + " HTTP/1.1\r\nHost: " + site().url().getAuthority() + "\r\nAccept: text/event-stream\r\n"
                        + (cursor.isEmpty() ? "" : "Last-Event-ID: " + cursor + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes have come at {@code now}; false when no more are to come. */
    boolean received(ByteBuffer bytes, Instant now) {
        answer.take(bytes, line -> stream.line(line).ifPresent(event -> told(event, now)));
        return !answer.isOver();
    }

    private void told(ServerEvents.Event event, Instant now) {
        switch (event.name()) {
            case "start" -> begin(now);
            case "resync" -> {
                from = new ToldResult.From(from.number(), from.resumed(), true);
                resyncs++;
            }
            case "result" -> result(event);
            default -> {
                // A sign of life, or something that this reader does not look at.
            }
        }
    }

    private void begin(Instant now) {
        following = true;
        retry = stream.retry();
        away.filter(any -> absences.size() < ABSENCES_MAX)
                .ifPresent(since -> absences.add(new Evidence.Absence(since.from(), since.lost(), site().name(), now)));
        away = Optional.empty();
    }

    private void result(ServerEvents.Event event) {
        long version = version(event.data());
        if (version == 0) {
            return;
        }
        events++;
        ToldResult.Judgement judgement = told.told(version, event.id(), from);
        wentBack += judgement == ToldResult.Judgement.WENT_BACK ? 1 : 0;
        repeatedAsNew += judgement == ToldResult.Judgement.REPEATED_AS_NEW ? 1 : 0;
    }

    /** Version of the followed result; 0 where it is not about that. */
    private long version(String json) {
        String of = "";
        long version = 0;
        try (JsonParser tokens = JSON.createParser(json)) {
            tokens.nextToken();
            while ((of.isEmpty() || version == 0) && tokens.nextToken() == JsonToken.FIELD_NAME) {
                String name = tokens.currentName();
                tokens.nextToken();
                if (name.equals("unit")) {
                    of = tokens.getText();
                } else if (name.equals("version")) {
                    version = tokens.getLongValue();
                } else {
                    tokens.skipChildren();
                }
            }
        } catch (IOException notOurs) {
            return 0;
        }
        return of.equals(unit) ? version : 0;
    }

    /**
     * Its connection is over, or could not be made, at {@code now}. It goes on elsewhere: where it was sent to, else in the next data centre; half
     * of the readers in the one, half in the other. Where it is only told to wait, it comes back.
     *
     * @return how long it waits before
     */
    Duration over(Instant now) {
        if (following) {
            following = false;
            away = Optional.of(new Evidence.Absence(site().name(), now, null, null));
        }
        if (answer.status() == BUSY) {
            refused++;
            List<Integer> named = named(answer.header("palmares-move").orElse(""));
            if (named.isEmpty()) {
                return answer.header("retry-after").filter(text -> text.matches("[0-9]{1,4}")).map(Integer::parseInt).map(Duration::ofSeconds).orElse(retry);
            }
            at = named.get(number % named.size());
        } else {
            at += number % 2 == 0 ? 1 : sites.size() - 1;
        }
        at %= sites.size();
        return retry;
    }

    private List<Integer> named(String addresses) {
        List<String> urls = Arrays.stream(addresses.split(",")).map(String::strip).toList();
        return IntStream.range(0, sites.size()).filter(index -> index != at && urls.contains(sites.at(index).url().toString())).boxed().toList();
    }

    /** What became of it. */
    public Evidence.Follower evidence() {
        List<Evidence.Absence> all = new ArrayList<>(absences);
        away.ifPresent(all::add);
        return new Evidence.Follower("crowd#" + (number + 1), unit, told.version(), events, wentBack, repeatedAsNew, resyncs, refused, all);
    }
}
