package org.palmares.tools.site;

import java.util.List;
import java.util.stream.Collectors;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.tls.Certificates;
import org.palmares.tools.tls.TlsFiles;

/** Whether the data centres of this machine speak TLS: they do while there are certificates in their folder. */
public final class SiteTls {

    private SiteTls() {}

    /**
     * Makes or removes certificates as {@code wanted}, and completes those that stay.
     *
     * @param wanted null for as it is
     */
    public static void choose(LocalSites sites, Boolean wanted) {
        Layout layout = sites.layout();
        boolean before = TlsFiles.in(layout.var()).isPresent();
        boolean now = wanted == null ? before : wanted;
        if (now != before && !Layout.SITES.stream().allMatch(sites::isDown)) {
            throw new ToolException("Nodes with and without TLS do not hear each other: run palmares down first, then up "
                    + (now ? "--tls." : "--no-tls."));
        }
        TlsFiles files = TlsFiles.of(layout.var());
        if (now) {
            Certificates.make(files, Layout.SITES.stream().collect(Collectors.toMap(site -> site, site -> List.of(layout.host(site)))));
        } else {
            Folders.delete(files.folder());
        }
    }
}
