package org.palmares.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.palmares.protocol.contract.NamedKey;
import org.palmares.tools.files.WholeFile;
import org.palmares.tools.site.KeyFiles;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palmares keys}. */
@Command(
        name = "keys",
        description = "Keys with names, of those who send, schedule and operate. A change counts within a second, without a restart.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.Add.class, KeysCommand.ListAll.class, KeysCommand.Revoke.class})
public final class KeysCommand {

    private KeysCommand() {}

    private static Path file(Layout layout) {
        return layout.keys().resolve(NamedKey.FILE);
    }

    /** Lines as they are: what is no key is left alone. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of("# Keys with names, by their hashes; see palmares keys.");
        } catch (IOException unreadable) {
            throw new ToolException("The file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean isOf(String line, String name) {
        return !line.startsWith("#") && line.strip().split("\\s+")[0].equals(name);
    }

    /** {@code palmares keys add}. */
    @Command(name = "add", description = "Makes a key and prints it, once: only its hash is kept.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        @Mixin
        private Where where;

        @Mixin
        private Output out;

        @Parameters(index = "0", paramLabel = "NAME", description = "Of the person or system that gets it.")
        private String name;

        @Option(names = "--role", required = true, split = ",", description = "feed, scheduler or ops; repeat for more.")
        private Set<String> roles = new LinkedHashSet<>();

        @Option(names = "--discipline", split = ",", description = "Only of this discipline, e.g. ATH; repeat for more. Default: all.")
        private Set<String> disciplines = new LinkedHashSet<>();

        @Option(names = "--venue", split = ",", description = "Only of this venue, e.g. STA; repeat for more. Default: all.")
        private Set<String> venues = new LinkedHashSet<>();

        @Option(names = "--type", split = ",", description = "Only messages of this type, e.g. DT_RESULT; repeat for more. Default: all.")
        private Set<String> types = new LinkedHashSet<>();

        @Override
        public Integer call() {
            Path file = file(where.layout());
            List<String> lines = new ArrayList<>(lines(file));
            if (lines.stream().anyMatch(line -> isOf(line, name))) {
                throw new ToolException(name + " has a key. Take it back first: palmares keys revoke " + name);
            }
            String key = KeyFiles.random();
            try {
                lines.add(new NamedKey(name, roles, disciplines, venues, types, Instant.now().truncatedTo(ChronoUnit.SECONDS), NamedKey.hash(key)).line());
            } catch (IllegalArgumentException wrong) {
                throw new ToolException(wrong.getMessage(), wrong);
            }
            WholeFile.write(file, String.join("\n", lines) + "\n");
            out.line(key);
            return 0;
        }
    }

    /** {@code palmares keys list}. */
    @Command(name = "list", description = "Who has a key, and what it allows.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Where where;

        @Mixin
        private Output out;

        @Override
        public Integer call() {
            lines(file(where.layout())).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceFirst("sha256=([0-9a-f]{8})[0-9a-f]*", "id=$1"))
                    .forEach(out::line);
            return 0;
        }
    }

    /** {@code palmares keys revoke}. */
    @Command(
            name = "revoke",
            description = "Takes a key back: from the file of this machine. Data centres of other machines: POST /v1/ops/keys/NAME/revocation to any of them.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {

        @Mixin
        private Where where;

        @Mixin
        private Output out;

        @Parameters(index = "0", paramLabel = "NAME", description = "Of the person or system that had it.")
        private String name;

        @Override
        public Integer call() {
            Path file = file(where.layout());
            List<String> lines = lines(file);
            List<String> left = lines.stream().filter(line -> line.isBlank() || !isOf(line, name)).toList();
            if (left.size() == lines.size()) {
                throw new ToolException("Nobody called " + name + " has a key here: palmares keys list");
            }
            WholeFile.write(file, String.join("\n", left) + "\n");
            out.line(name + " has no key any more.");
            return 0;
        }
    }
}
