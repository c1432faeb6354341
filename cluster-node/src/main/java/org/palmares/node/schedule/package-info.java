/** The timetable. */
package org.palmares.node.schedule;
