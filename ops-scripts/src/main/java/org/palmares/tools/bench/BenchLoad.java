package org.palmares.tools.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;

/**
 * What a benchmark sends.
 *
 * @param competitions that run at once
 * @param rate messages a second of each
 * @param competitors rows of each result
 * @param time how long
 * @param to name of the data centre that is asked first; null for all in turn
 */
public record BenchLoad(int competitions, double rate, int competitors, Time time, String to) {

    /**
     * How long it is sent.
     *
     * @param warmUpSeconds not measured
     * @param measuredSeconds after that
     */
    public record Time(int warmUpSeconds, int measuredSeconds) {}

    public double perSecond() {
        return competitions * rate;
    }

    /** The same number of messages a second for other competitions. */
    BenchLoad over(int others) {
        return new BenchLoad(others, perSecond() / others, competitors, time, to);
    }

    ResultMaker maker() {
        return new ResultMaker(competitors);
    }

    Duration measured() {
        return Duration.ofSeconds(time.measuredSeconds());
    }

    Duration warmUp() {
        return Duration.ofSeconds(time.warmUpSeconds());
    }

    /** Index of the data centre asked for. */
    public OptionalInt target(Sites known) {
        if (to == null) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.at(i).name().equals(to)) {
                return OptionalInt.of(i);
            }
        }
        throw new ToolException("There is no data centre \"" + to + "\" among "
                + known.all().stream().map(Sites.Site::name).toList() + '.');
    }

    private int bytes() {
        return maker().message(1, 1_000, LocalDateTime.now()).length;
    }

    /** For a report. */
    public Settings settings() {
        return new Settings(shape(), text());
    }

    private Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("competitions", competitions);
        shape.put("messagesASecondEach", rate);
        shape.put("messageBytes", bytes());
        shape.put("warmUpSeconds", time.warmUpSeconds());
        shape.put("measuredSeconds", time.measuredSeconds());
        shape.put("to", to == null ? "all" : to);
        return shape;
    }

    private String text() {
        return String.format(
                Locale.ROOT,
                "%d competitions, %.3g messages a second each, %d bytes, to %s; %d s measured after %d s of warm-up",
                competitions, rate, bytes(), to == null ? "all data centres in turn" : to, time.measuredSeconds(), time.warmUpSeconds());
    }
}
