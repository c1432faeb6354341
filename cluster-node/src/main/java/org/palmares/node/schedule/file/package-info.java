/** The timetable as files that people have: for calendars and for spreadsheets. */
package org.palmares.node.schedule.file;
