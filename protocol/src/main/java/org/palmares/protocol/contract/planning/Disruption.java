package org.palmares.protocol.contract.planning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Something that happened, after which the timetable cannot stay as it is. In JSON {@code kind} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Disruption.VenueClosed.class, name = "venueClosed"),
    @JsonSubTypes.Type(value = Disruption.CapacityHalved.class, name = "capacityHalved"),
    @JsonSubTypes.Type(value = Disruption.NothingBefore.class, name = "nothingBefore"),
    @JsonSubTypes.Type(value = Disruption.SessionLost.class, name = "sessionLost")
})
public sealed interface Disruption {

    /** One case for each kind. */
    interface Cases<R> {
        R venueClosed(VenueClosed closed);

        R capacityHalved(CapacityHalved halved);

        R nothingBefore(NothingBefore nothing);

        R sessionLost(SessionLost lost);
    }

    /** What {@code cases} make of it. */
    <R> R fold(Cases<R> cases);

    /**
     * Nothing can be held there between two times.
     *
     * @param venue which
     * @param location one place of it; empty: all
     * @param from first minute
     * @param until first minute after it
     */
    record VenueClosed(String venue, String location, Instant from, Instant until) implements Disruption {

        public VenueClosed {
            venue = venue == null ? "" : venue;
            location = location == null ? "" : location;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.venueClosed(this);
        }
    }

    /**
     * A venue takes only half as many units at once as it does in the published timetable, and one at least.
     *
     * @param venue which
     * @param from first minute
     * @param until first minute after it
     */
    record CapacityHalved(String venue, Instant from, Instant until) implements Disruption {

        public CapacityHalved {
            venue = venue == null ? "" : venue;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.capacityHalved(this);
        }
    }

    /**
     * Nothing begins before a time; either a venue or a discipline is named.
     *
     * @param venue at which venue; empty where a discipline is meant
     * @param discipline of which discipline; empty where a venue is meant
     * @param at the first minute in which something may begin
     */
    record NothingBefore(String venue, String discipline, Instant at) implements Disruption {

        public NothingBefore {
            venue = venue == null ? "" : venue;
            discipline = discipline == null ? "" : discipline;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.nothingBefore(this);
        }
    }

    /**
     * No unit of a session can be held at its venue in the time of the session, which is that of its units as published.
     *
     * @param session its code
     */
    record SessionLost(String session) implements Disruption {

        public SessionLost {
            session = session == null ? "" : session;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.sessionLost(this);
        }
    }
}
