/** What the storm desk's planner is asked about a timetable, and what its answer would do to it. Pure. */
package org.palmares.node.schedule.storm;
