/** What became of units, from the journals: every change of timetable and result, by whom, why and because of what. */
package org.palmares.node.schedule.history;
