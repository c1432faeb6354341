package org.palmares.node.schedule.storm;

import java.time.Instant;
import org.palmares.protocol.contract.planning.Disruption;

/** What happened, with the times that were not told: from now on, and until the end of the horizon. In whole minutes. */
final class Complete implements Disruption.Cases<Disruption> {

    private final Horizon horizon;

    private Complete(Horizon horizon) {
        this.horizon = horizon;
    }

    static Disruption of(Disruption event, Horizon horizon) {
        return event.fold(new Complete(horizon));
    }

    private Instant from(Instant told) {
        return told == null ? horizon.now() : Slots.floor(told);
    }

    private Instant until(Instant told) {
        return told == null ? horizon.until() : Slots.ceiling(told);
    }

    @Override
    public Disruption venueClosed(Disruption.VenueClosed closed) {
        return new Disruption.VenueClosed(closed.venue(), closed.location(), from(closed.from()), until(closed.until()));
    }

    @Override
    public Disruption capacityHalved(Disruption.CapacityHalved halved) {
        return new Disruption.CapacityHalved(halved.venue(), from(halved.from()), until(halved.until()));
    }

    @Override
    public Disruption nothingBefore(Disruption.NothingBefore nothing) {
        return new Disruption.NothingBefore(nothing.venue(), nothing.discipline(), Slots.ceiling(nothing.at()));
    }

    @Override
    public Disruption sessionLost(Disruption.SessionLost lost) {
        return lost;
    }
}
