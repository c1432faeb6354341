package org.palmares.protocol.contract.planning;

/**
 * Where a unit is held.
 *
 * @param venue ODF code of the venue
 * @param location ODF code of the place within it; empty where there is none
 */
public record Place(String venue, String location) {

    public Place {
        venue = venue == null ? "" : venue;
        location = location == null ? "" : location;
    }

    @Override
    public String toString() {
        return location.isEmpty() || location.equals(venue) ? venue : venue + '/' + location;
    }
}
