package org.palmares.protocol.odf;

import java.util.List;

/**
 * A person of DT_PARTIC or DT_PARTIC_UPDATE.
 *
 * @param code participant code, unique in the Games
 * @param active false once the person was removed (Status CANCEL)
 * @param familyName family name as sent
 * @param givenName given name, empty where the person has none
 * @param printName name in print form, {@code FAMILY Given}; empty where not sent
 * @param gender M, F or X
 * @param organisation NOC, three letters
 * @param birthDate YYYY-MM-DD, empty where not sent
 * @param function MainFunctionId, AA01 is an athlete
 * @param events RSCs of the events the person is entered in, 34 characters each
 */
public record Participant(
        String code,
        boolean active,
        String familyName,
        String givenName,
        String printName,
        String gender,
        String organisation,
        String birthDate,
        String function,
        List<String> events) {

    public Participant {
        events = List.copyOf(events);
    }
}
