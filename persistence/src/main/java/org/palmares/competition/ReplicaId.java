package org.palmares.competition;

/**
 * Names one replica of a competition: the data centre it lives in.
 *
 * @param name lower-case name of the data centre, e.g. {@code paris}
 */
public record ReplicaId(String name) implements Comparable<ReplicaId> {

    /** @throws IllegalArgumentException if the name is not one to twenty lower-case letters */
    public ReplicaId {
        if (!name.matches("[a-z]{1,20}")) {
            throw new IllegalArgumentException("a data centre is named by 1 to 20 lower-case letters, not \"" + name + '"');
        }
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
