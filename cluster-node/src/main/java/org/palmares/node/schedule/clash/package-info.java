/** What does not go together in a timetable: rules over values, without clock, board or actors. */
package org.palmares.node.schedule.clash;
