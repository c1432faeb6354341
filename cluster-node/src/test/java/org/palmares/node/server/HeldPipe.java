package org.palmares.node.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;

/** A connection that keeps what is written to it, and takes more only while it is told to. */
public final class HeldPipe implements Pipe {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private volatile boolean ready = true;
    private volatile boolean failing;
    private volatile boolean ended;
    private volatile boolean cut;

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

    /** Whether the body was ended in order. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether it was closed. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public Executor thread() {
        return Runnable::run;
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
    public void end() {
        ended = true;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
