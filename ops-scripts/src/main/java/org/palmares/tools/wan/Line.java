package org.palmares.tools.wan;

import java.io.IOException;

/** Where IP packets come from and go to. */
interface Line {

    /** Waits for a packet and puts it into {@code buffer}; its length. */
    int read(byte[] buffer) throws IOException;

    /** Sends a packet; what cannot be sent is lost, as on any line. */
    void write(byte[] packet) throws IOException;
}
