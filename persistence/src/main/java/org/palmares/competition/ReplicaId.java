package org.palmares.competition;

/**
 * Names one replica of a competition: the data centre it lives in.
 *
 * @param name lower-case name of the data centre, e.g. {@code paris}
 */
public record ReplicaId(String name) implements Comparable<ReplicaId> {

    private static final int LENGTH_MAX = 20;

    /** @throws IllegalArgumentException if the name is not one to twenty lower-case letters */
    public ReplicaId {
        if (!isName(name)) {
            throw new IllegalArgumentException("a data centre is named by 1 to 20 lower-case letters, not \"" + name + '"');
        }
    }

    /** Whether {@code name} is one to twenty lower-case letters. */
    public static boolean isName(String name) {
        // Asked for every event that is read: a compiled pattern would be half of what reading costs.
        return !name.isEmpty() && name.length() <= LENGTH_MAX && name.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    /** The letter that stands for it in a {@link Position}. */
    char letter() {
        return name.charAt(0);
    }

    @Override
    public int compareTo(ReplicaId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
