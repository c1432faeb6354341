/** Text that came from outside, as it may stand elsewhere. */
package org.palmares.protocol.text;
