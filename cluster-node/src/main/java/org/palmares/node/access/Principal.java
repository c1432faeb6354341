package org.palmares.node.access;

import java.util.Set;
import org.palmares.protocol.contract.NamedKey;

/**
 * Who asks.
 *
 * @param name of the person or system; of a key without a name that of its role
 * @param via how that is known: {@code key}
 * @param roles what it may do
 * @param disciplines it is limited to; none for all
 * @param venues it is limited to; none for all
 * @param types types of messages it is limited to; none for all
 */
public record Principal(String name, String via, Set<Role> roles, Set<String> disciplines, Set<String> venues, Set<String> types) {

    /** What one may do. */
    public enum Role {
        FEED,
        SCHEDULER,
        OPS
    }

    private static final String KEY = "key";

    static Principal of(NamedKey key) {
        return new Principal(
                key.name(),
                KEY,
                Set.copyOf(key.roles().stream().map(role -> Role.valueOf(role.toUpperCase(java.util.Locale.ROOT))).toList()),
                key.disciplines(),
                key.venues(),
                key.types());
    }

    static Principal of(Role role) {
        return new Principal(role.name().toLowerCase(java.util.Locale.ROOT), KEY, Set.of(role), Set.of(), Set.of(), Set.of());
    }

    /** Whether it may send messages of {@code type} about {@code discipline}. */
    public boolean maySend(String type, String discipline) {
        return (types.isEmpty() || types.contains(type)) && (disciplines.isEmpty() || disciplines.contains(discipline));
    }

    /** Whether it may change units of {@code discipline} at {@code venue}. */
    public boolean mayChange(String discipline, String venue) {
        return (disciplines.isEmpty() || disciplines.contains(discipline)) && (venues.isEmpty() || venues.contains(venue));
    }

    /** The name, with what whoever asked remarked about itself. */
    public String nameWith(String remark) {
        return remark == null || remark.isBlank() || remark.strip().equals(name) ? name : name + " (" + remark.strip() + ')';
    }
}
