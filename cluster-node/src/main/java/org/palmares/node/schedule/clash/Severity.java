package org.palmares.node.schedule.clash;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a clash is. */
public enum Severity {
    /** Good to know. */
    NOTE,
    /** To be looked at. */
    WARNING,
    /** It cannot be carried out as planned. */
    ERROR;

    /** As files and JSON write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of a word. */
    public static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(severity -> severity.word().equals(word)).findFirst();
    }
}
