package org.palmares.tools.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.files.Folders;
import org.palmares.tools.files.WholeFile;
import org.palmares.tools.load.Loading;
import org.palmares.tools.sample.Sample;
import org.palmares.tools.sample.SampleTime;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;

/**
 * The sample Games in the data centres of this machine: what they are, when they are, and how far they have come is all in one folder.
 *
 * @param layout of the data centres
 */
public record Demo(Layout layout) {

    private static final String TIME = "time";

    /** Plans are long, each begins many competitions, and nodes that have just started are slow: many at once would only wait for each other. */
    private static final int GENTLE = 4;

    private Path folder() {
        return layout.var().resolve("demo");
    }

    /** The process that lets them go on. */
    public SimulationProcess process() {
        return new SimulationProcess(layout, folder());
    }

    /** The simulation of them. */
    public Simulation simulation(SiteClient client, PrintWriter out) {
        Sample sample = sample();
        if (!sample.exists()) {
            throw new ToolException("There is no sample in " + sample.folder() + ". Start with palmares up --demo.");
        }
        return new Simulation(sample, until(), new Loading(client, out), out);
    }

    private SimulatedUntil until() {
        return new SimulatedUntil(folder().resolve("simulated-until"));
    }

    private Sample sample() {
        return new Sample(folder(), time());
    }

    private SampleTime time() {
        Path file = folder().resolve(TIME);
        try {
            return Files.exists(file) ? new SampleTime(OffsetDateTime.parse(Files.readString(file).strip())) : SampleTime.USUAL;
        } catch (IOException | DateTimeException unreadable) {
            throw new ToolException(file + " cannot be read. Begin again: palmares up --fresh --demo.", unreadable);
        }
    }

    /**
     * Makes the sample where it is missing, so that {@code now} is on its ninth day, and sends what the page of that day shows: the plan, who competes, and
     * the day up to "now". True when all was acknowledged.
     */
    public boolean loadToday(SiteClient client, Instant now, PrintWriter out) {
        if (!sample().exists()) {
            out.println("The sample Games are made in " + folder() + " ...");
            out.flush();
            WholeFile.write(folder().resolve(TIME), SampleTime.morningAt(now).present() + "\n");
            sample().write(Sample.USUAL_SEED);
        }
        SampleTime time = time();
        return send(client, out, new Loading.Wish(null, start(time.firstDay()), null, null, GENTLE))
                && send(client, out, Loading.Wish.ALL.within(start(time.today()), null));
    }

    /** Sends the days before: in whatever order messages come, all see the same in the end. True when all was acknowledged. */
    public boolean loadDaysBefore(SiteClient client, PrintWriter out) {
        return send(client, out, Loading.Wish.ALL.within(start(time().firstDay()), start(time().today())));
    }

    private boolean send(SiteClient client, PrintWriter out, Loading.Wish wish) {
        return new Loading(client, out).run(List.of(sample().untilNow()), wish);
    }

    private static LocalDateTime start(LocalDate day) {
        return day.atStartOfDay();
    }

    /** The data centres forget everything, so the Games are made and begin anew. */
    public void forget() {
        process().stop();
        Folders.delete(folder());
    }
}
