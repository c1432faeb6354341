package org.palmares.node.records;

import java.util.function.Supplier;

/** What became of a version of a record that was to be kept. */
public enum Recording {
    /** It is kept, or was already. */
    KEPT,
    /** Somebody else has kept that version, with other content, or a later one. */
    TAKEN,
    /** As many are kept as may be; nothing was. */
    FULL;

    /** One for each; a further outcome fails to compile wherever it is not handled. */
    public <R> R fold(Supplier<R> kept, Supplier<R> taken, Supplier<R> full) {
        return switch (this) {
            case KEPT -> kept.get();
            case TAKEN -> taken.get();
            case FULL -> full.get();
        };
    }
}
