package org.palmares.node.server;

/** Does everything at once, in the thread that asks for it. */
public enum DirectThread implements PipeThread {
    /** The only one. */
    THREAD;

    @Override
    public void execute(Runnable what) {
        what.run();
    }

    @Override
    public void later(Runnable what) {
        what.run();
    }
}
