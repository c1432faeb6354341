package org.palmares.tools.wan;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The process that measures, from where it is started, how long an echo takes (ICMP, as ping does). */
final class RoundTrip {

    private static final int WARM_UP = 3;
    private static final int MEASURED = 11;
    private static final int LONGEST_MILLIS = 2_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private RoundTrip() {}

    /** Addresses; the answer is a line of milliseconds, the middle one for each, -1 where nobody answers. */
    public static void main(String[] arguments) throws IOException {
        List<String> middle = new ArrayList<>();
        for (String address : arguments) {
            middle.add(String.format(Locale.ROOT, "%.2f", millis(InetAddress.getByName(address))));
        }
        System.out.println(String.join(" ", middle));
    }

    private static double millis(InetAddress address) throws IOException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            long start = System.nanoTime();
            if (!address.isReachable(LONGEST_MILLIS)) {
                return -1;
            }
            if (i >= WARM_UP) {
                times.add((System.nanoTime() - start) / NANOS_PER_MILLI);
            }
        }
        return times.stream().sorted().toList().get(MEASURED / 2);
    }
}
