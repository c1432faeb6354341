package org.palmares.tools.site.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.palmares.tools.files.WholeFile;

/**
 * A process that is started again when it ends by itself. Whether it is wanted is kept in a file, so that whoever takes it away on purpose is not
 * fought by whoever keeps it.
 *
 * @param process that is kept
 */
public record KeptProcess(ManagedProcess process) {

    private Path file() {
        return process.folder().resolve(process.name() + ".kept");
    }

    private <T> T alone(Supplier<T> work) {
        return ProcessTurn.take(process.folder().resolve(process.name() + ".turn"), work);
    }

    /** What is known of it. */
    public Kept kept() {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file())) {
            read.load(in);
            return Kept.of(read);
        } catch (IOException none) {
            return Kept.NOTHING;
        } catch (RuntimeException damaged) {
            // Rather left alone than started where nobody wants it; status shows it as not wanted.
            return Kept.NOTHING;
        }
    }

    private void keep(Kept kept) {
        StringBuilder lines = new StringBuilder();
        kept.properties().forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
        WholeFile.write(file(), lines.toString());
    }

    /**
     * Somebody starts it on purpose; false where it runs already. Where that fails it is not wanted.
     *
     * @param launch starts it
     */
    public boolean start(Runnable launch) {
        return alone(() -> {
            if (process.running().isPresent()) {
                if (!kept().wanted()) {
                    keep(Kept.started());
                }
                return false;
            }
            keep(Kept.started());
            try {
                launch.run();
                return true;
            } catch (RuntimeException failed) {
                keep(Kept.NOTHING);
                throw failed;
            }
        });
    }

    /** Ends it on purpose, in order. */
    public void stop(int seconds) {
        end(() -> process.stop(seconds));
    }

    /** {@code kill -9}, on purpose. */
    public void kill() {
        end(process::kill);
    }

    private void end(Runnable end) {
        if (Files.exists(process.folder())) {
            alone(() -> {
                keep(kept().unwanted());
                end.run();
                return true;
            });
        }
    }

    /** What was taken away is wanted again, as before a drill that was killed. */
    public void want() {
        alone(() -> {
            if (!kept().wanted()) {
                keep(Kept.started());
            }
            return true;
        });
    }

    /** It has done what it was for: when it ends now, it is not started again. */
    public void release() {
        alone(() -> {
            keep(kept().unwanted());
            return true;
        });
    }

    /**
     * Starts it again where it is wanted, has ended, and its pause is over.
     *
     * @param launch starts it
     * @param told gets a line for what happened
     */
    public void look(Runnable launch, Instant now, Consumer<String> told) {
        if (kept().wanted()) {
            alone(() -> {
                lookAlone(launch, now, told);
                return true;
            });
        }
    }

    private void lookAlone(Runnable launch, Instant now, Consumer<String> told) {
        Kept kept = kept();
        if (!kept.wanted() || process.running().isPresent() || kept.givenUp()) {
            return;
        }
        Optional<FileTime> started = process.started();
        if (started.isPresent()) {
            note(kept, started.get().toInstant(), now, told);
        } else if (!now.isBefore(kept.notBefore())) {
            again(kept, launch, now, told);
        }
    }

    /** Its pid file is still there, so this end has not been counted yet. */
    private void note(Kept kept, Instant started, Instant now, Consumer<String> told) {
        Optional<ManagedProcess.End> noted = process.awaitEnd();
        ManagedProcess.End end = new ManagedProcess.End(noted.map(ManagedProcess.End::code).orElse(Kept.UNKNOWN), now);
        Kept after = kept.ended(end, Duration.between(started, noted.map(ManagedProcess.End::at).orElse(now)));
        process.forget();
        keep(after);
        told.accept(name() + " ended (" + Kept.reason(end.code()) + ')' + (after.givenUp()
                ? " for the " + Kept.REFUSALS_MAX + "th time in a row; it is not started again before palmares up. Its log: " + process.log()
                : "; it is started again in " + Duration.between(now, after.notBefore()).toMillis() + " ms"));
    }

    private void again(Kept kept, Runnable launch, Instant now, Consumer<String> told) {
        try {
            launch.run();
            keep(kept.restarted());
            told.accept(name() + " was started again, " + kept.restarted().restarts() + " times by now");
        } catch (RuntimeException failed) {
            keep(kept.failed(now));
            told.accept(name() + " could not be started again: " + failed.getMessage());
        }
    }

    /** Name for people, e.g. {@code paris/node}. */
    public String name() {
        return process.folder().getFileName() + "/" + process.name();
    }
}
