package org.palmares.tools.wan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The process of the delay router. It ends with its input, that is, with the tool that started it, and its devices end with it. */
final class RouterMain {

    static final String READY = "ready";

    private RouterMain() {}

    /** The name of its devices, to which each adds its number. */
    public static void main(String[] arguments) throws IOException {
        List<TunDevice> devices = new ArrayList<>();
        for (int i = 0; i < Distances.PLACES; i++) {
            devices.add(TunDevice.open(arguments[0] + i));
        }
        new DelayRouter(devices, Distances::oneWay).start();
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is asked of it.
        }
        System.exit(0);
    }
}
