package org.palmares.protocol.odf;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * State of the data in one message (ODF header attribute ResultStatus); {@link #NONE} where the message has none. A word that only a later
 * dictionary knows is carried as it is, because a sound result must not be lost for one word.
 *
 * @param name the word as ODF writes it
 */
public record ResultStatus(String name) {

    public static final ResultStatus NONE = new ResultStatus("NONE");
    public static final ResultStatus START_LIST = new ResultStatus("START_LIST");
    public static final ResultStatus LIVE = new ResultStatus("LIVE");
    public static final ResultStatus INTERMEDIATE = new ResultStatus("INTERMEDIATE");
    public static final ResultStatus UNCONFIRMED = new ResultStatus("UNCONFIRMED");
    public static final ResultStatus UNOFFICIAL = new ResultStatus("UNOFFICIAL");
    public static final ResultStatus OFFICIAL = new ResultStatus("OFFICIAL");
    public static final ResultStatus PARTIAL = new ResultStatus("PARTIAL");
    public static final ResultStatus PROTESTED = new ResultStatus("PROTESTED");
    public static final ResultStatus PROVISIONAL = new ResultStatus("PROVISIONAL");

    private static final ResultStatus[] VALUES = {
        NONE, START_LIST, LIVE, INTERMEDIATE, UNCONFIRMED, UNOFFICIAL, OFFICIAL, PARTIAL, PROTESTED, PROVISIONAL
    };
    private static final Map<String, ResultStatus> KNOWN =
            Arrays.stream(VALUES).collect(Collectors.toUnmodifiableMap(ResultStatus::name, Function.identity()));

    /** Those of the dictionaries that this release knows. */
    public static ResultStatus[] values() {
        return VALUES.clone();
    }

    /** The status with this name; never fails. Of the known ones always the same object. */
    public static ResultStatus valueOf(String name) {
        ResultStatus known = KNOWN.get(name);
        return known == null ? new ResultStatus(name) : known;
    }

    /** Whether this release knows the word. */
    public boolean known() {
        return KNOWN.containsKey(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
