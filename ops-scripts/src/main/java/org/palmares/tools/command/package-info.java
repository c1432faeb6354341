/** The commands of {@code palmares} by their names, {@code palmares up} in {@code UpCommand}, and the options that several of them share. */
package org.palmares.tools.command;
