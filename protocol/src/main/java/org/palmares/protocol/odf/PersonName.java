package org.palmares.protocol.odf;

/** How ODF writes persons. */
public final class PersonName {

    private PersonName() {}

    /** {@code FAMILY Given}, each as sent; only the one where the other is empty. */
    public static String of(String familyName, String givenName) {
        return familyName.isEmpty() || givenName.isEmpty() ? familyName + givenName : familyName + ' ' + givenName;
    }
}
