package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.List;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;

/** The NOCs that take part: some send many, most send few. */
final class Nations {

    private static final double STEP = 0.012;
    private static final int FULL_WEIGHT_BEHIND = 6;

    private final List<String> nocs = new ArrayList<>();
    private final double[] upTo;

    Nations() {
        Catalogue.rows("/sample/nocs.csv").forEach(row -> nocs.add(row[0]));
        Catalogue.rows("/names/nocs.csv").stream().map(row -> row[0]).filter(noc -> !nocs.contains(noc)).sorted().forEach(nocs::add);
        upTo = new double[nocs.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += 1.0 / (i + FULL_WEIGHT_BEHIND);
            upTo[i] = sum;
        }
    }

    /** One of them, those that send many more often. */
    String pick(Chance chance) {
        double at = chance.share() * upTo[upTo.length - 1];
        int i = 0;
        while (upTo[i] < at) {
            i++;
        }
        return nocs.get(i);
    }

    /** How good its athletes are before chance has its part; the lower the better. */
    double handicap(String noc) {
        return nocs.indexOf(noc) * STEP;
    }

    /** The name of a team. */
    static String name(String noc) {
        return Names.noc(noc, Language.ENGLISH);
    }
}
