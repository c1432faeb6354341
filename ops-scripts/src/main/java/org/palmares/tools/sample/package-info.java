/** The sample Games that the project ships, made from a catalogue and a seed: nobody in it lives, and the same seed gives the same bytes. */
package org.palmares.tools.sample;
