package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody keeps all connections. */
class AddressesTest {

    private final Addresses addresses = new Addresses(2);

    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    @Test
    void anAddressHasSoManyConnectionsAndGetsOneBackWhenItClosesOne() throws Exception {
        InetAddress one = address("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.of(one), addresses.begun(one));
        }
        assertTrue(addresses.areTooMany(one));
        addresses.begun(address("192.0.2.2"));
        assertFalse(addresses.areTooMany(address("192.0.2.2")), "another address has its own");

        assertFalse(addresses.areFarTooMany(one), "it can be told why");
        addresses.ended(one);
        assertFalse(addresses.areTooMany(one));
        for (int i = 0; i < 20; i++) {
            addresses.begun(one);
        }
        assertTrue(addresses.areFarTooMany(one));
    }

    @Test
    void thoseOfTheMachineItselfAreNotCountedAndNobodyWhereThereIsNoBound() throws Exception {
        assertEquals(Optional.empty(), addresses.begun(address("127.0.0.1")));
        assertEquals(Optional.empty(), new Addresses(0).begun(address("192.0.2.1")));
    }
}
