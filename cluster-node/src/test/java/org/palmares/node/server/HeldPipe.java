package org.palmares.node.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A connection that keeps what is written to it, and takes more only while it is told to. */
public final class HeldPipe implements Pipe {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private volatile boolean ready = true;
    private volatile boolean failing;
    private volatile Optional<Ending> ended = Optional.empty();
    private volatile Optional<Ending> cut = Optional.empty();

    /** Whether it takes more. */
    public void setReady(boolean now) {
        ready = now;
    }

    /** From now on nothing can be written any more. */
    public void setFailing() {
        failing = true;
    }

    /** What came, line by line. */
    public synchronized List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Why the body was ended in order, where it was. */
    public Optional<Ending> ended() {
        return ended;
    }

    /** Why it was closed, where it was. */
    public Optional<Ending> cut() {
        return cut;
    }

    @Override
    public PipeThread thread() {
        return DirectThread.THREAD;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public synchronized void write(Piece piece) {
        if (failing) {
            throw new IllegalStateException("failing");
        }
        written.writeBytes(piece.plain());
    }

    @Override
    public void flush() {}

    @Override
    public void end(Ending why) {
        ended = Optional.of(why);
    }

    @Override
    public void cut(Ending why) {
        cut = Optional.of(why);
    }
}
