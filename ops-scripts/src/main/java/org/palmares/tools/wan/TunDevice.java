package org.palmares.tools.wan;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A network device of this machine whose packets a program reads and writes. It exists as long as the program. */
final class TunDevice implements Line {

    private static final int READ_AND_WRITE = 2;

    /** TUNSETIFF of linux/if_tun.h. */
    private static final long SET_INTERFACE = 0x400454caL;

    /** struct ifreq: the name, then the flags. */
    private static final int REQUEST_BYTES = 40;

    private static final int NAME_BYTES = 16;

    /** IFF_TUN and IFF_NO_PI: packets and nothing around them. */
    private static final short FLAGS = 0x1001;

    private final int descriptor;

    private TunDevice(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Makes the device {@code name}. */
    static TunDevice open(String name) throws IOException {
        byte[] request = new byte[REQUEST_BYTES];
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, request, 0, Math.min(bytes.length, NAME_BYTES - 1));
        request[NAME_BYTES] = (byte) FLAGS;
        request[NAME_BYTES + 1] = (byte) (FLAGS >> Byte.SIZE);
        try {
            int descriptor = Kernel.open("/dev/net/tun", READ_AND_WRITE);
            Kernel.ioctl(descriptor, SET_INTERFACE, request);
            return new TunDevice(descriptor);
        } catch (LastErrorException refused) {
            throw new IOException("the network device " + name + " cannot be made: " + refused.getMessage(), refused);
        }
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        try {
            return (int) Kernel.read(descriptor, buffer, buffer.length);
        } catch (LastErrorException down) {
            throw new IOException(down.getMessage(), down);
        }
    }

    @Override
    public void write(byte[] packet) throws IOException {
        try {
            Kernel.write(descriptor, packet, packet.length);
        } catch (LastErrorException down) {
            throw new IOException(down.getMessage(), down);
        }
    }

    /** Functions of the C library. */
    private static final class Kernel {
        static {
            Native.register("c");
        }

        private Kernel() {}

        static native int open(String path, int flags) throws LastErrorException;

        static native int ioctl(int descriptor, long request, byte[] argument) throws LastErrorException;

        static native long read(int descriptor, byte[] buffer, long count) throws LastErrorException;

        static native long write(int descriptor, byte[] buffer, long count) throws LastErrorException;
    }
}
