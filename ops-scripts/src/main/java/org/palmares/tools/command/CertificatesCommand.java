package org.palmares.tools.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.tls.Certificates;
import org.palmares.tools.tls.TlsFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palmares certificates}. */
@Command(
        name = "certificates",
        description = "Makes a small certificate authority for trials and what each data centre needs to speak TLS: key and certificate of its nodes"
                + " (PEM, and PKCS #12 for the way to Cassandra) and of its Cassandra. What is there stays; how to use it is in docs/SECURITY.md."
                + " palmares up --tls does this by itself.",
        mixinStandardHelpOptions = true)
public final class CertificatesCommand implements Callable<Integer> {

    private static final Pattern SITE = Pattern.compile("([a-z][a-z0-9-]*)=([A-Za-z0-9.:-]+(?:,[A-Za-z0-9.:-]+)*)");

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder for all of it. Keep ca.p12 apart once everything is made.")
    private Path folder;

    @Option(names = "--site", paramLabel = "NAME=HOST[,HOST]", required = true,
            description = "A data centre, and the names or addresses at which its Cassandra is called; again for each.")
    private List<String> sites;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        TlsFiles files = new TlsFiles(folder.toAbsolutePath().normalize());
        Certificates.make(files, hosts(sites));
        out.line("Certificates of " + sites.size() + " data centres are in " + files.folder() + ", all signed by "
                + files.authority() + "; the password of the stores is in " + files.passwordFile() + '.');
        return 0;
    }

    static Map<String, List<String>> hosts(List<String> sites) {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        for (String site : sites) {
            Matcher parts = SITE.matcher(site);
            if (!parts.matches()) {
                throw new ToolException("\"" + site + "\" names no data centre; write for example --site paris=10.0.1.5,paris.example.org");
            }
            hosts.computeIfAbsent(parts.group(1), any -> new ArrayList<>()).addAll(List.of(parts.group(2).split(",")));
        }
        return hosts;
    }
}
