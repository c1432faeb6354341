package org.palmares.tools.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands between fences in a document: commands ({@code sh}), each with the answer ({@code json}) that is shown below it.
 *
 * @param commands to be run in order, in one shell
 * @param others what is neither, with its place
 */
record Examples(List<Command> commands, List<Other> others) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern STATUS = Pattern.compile("(?m) # ([345]\\d\\d)\\b");

    /**
     * Commands that belong together.
     *
     * @param line where they begin in the document
     * @param text as somebody copies it
     * @param answer what the last of them prints, as far as it is shown
     */
    record Command(int line, String text, Optional<String> answer) {

        /** Statuses of the answers that are refusals: each stands behind its command as a comment. */
        List<String> refusals() {
            return STATUS.matcher(text).results().map(status -> status.group(1)).toList();
        }

        private Command answered(String shown) {
            return new Command(line, text, Optional.of(shown));
        }
    }

    /** What is no command and no answer to one. */
    record Other(int line, String kind, String text) {}

    static Examples in(Path document) {
        try {
            return of(Files.readString(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Examples of(String text) {
        List<Command> commands = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        boolean canBeAnswered = false;
        for (Matcher fenced = FENCED.matcher(text); fenced.find(); ) {
            int line = 2 + (int) text.substring(0, fenced.start()).chars().filter(c -> c == '\n').count();
            String kind = fenced.group(1);
            if (kind.equals("sh")) {
                commands.add(new Command(line, fenced.group(2), Optional.empty()));
            } else if (kind.equals("json") && canBeAnswered) {
                commands.set(commands.size() - 1, commands.get(commands.size() - 1).answered(fenced.group(2)));
            } else {
                others.add(new Other(line, kind, fenced.group(2)));
            }
            canBeAnswered = kind.equals("sh");
        }
        return new Examples(List.copyOf(commands), List.copyOf(others));
    }

    /** Whether they are of those who plan: they use their key, or ask what only they may. */
    boolean areForSchedulers() {
        return Stream.concat(commands.stream().map(Command::text), others.stream().map(Other::text)).anyMatch(text -> text.contains("scheduler.key") || text.contains("/v1/schedule/"));
    }
}
