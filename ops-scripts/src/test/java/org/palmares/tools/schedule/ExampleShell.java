package org.palmares.tools.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.palmares.tools.schedule.Examples.Command;

/** Runs the commands of a document in one shell, in a folder that looks like that of the project, and tells what came otherwise than it says. */
final class ExampleShell {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;
    /** The address that documents name. */
    private static final String PARIS = "http://127.0.0.1:8101";
    /** Beside what it does anyway, curl tells the status of each answer. */
    private static final String PROLOGUE = "set -u -o pipefail\ncurl() { command curl -w '%{stderr}%{http_code} %{method} %{url_effective}\\n' \"$@\" 2>> \"$NUMBER.statuses\"; }\n";

    private final Path folder;
    private final String address;

    ExampleShell(Path folder, String address) {
        this.folder = folder;
        this.address = address;
    }

    List<String> run(List<Command> commands) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder(PROLOGUE);
        for (int i = 0; i < commands.size(); i++) {
            Files.writeString(folder.resolve(i + ".sh"), commands.get(i).text().replace(PARIS, address));
            Files.createFile(folder.resolve(i + ".statuses"));
            script.append("NUMBER=").append(i).append("; . ./$NUMBER.sh > $NUMBER.out 2> $NUMBER.err; echo $? > $NUMBER.exit\n");
        }
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script.toString()).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("shell").toFile());
        bash.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ':' + path);
        Process process = bash.start();
        List<String> faults = new ArrayList<>();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            faults.add("it did not end within " + SECONDS + " s");
        }
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            faults(i, command).forEach(fault -> faults.add("line " + command.line() + ": " + fault));
        }
        return faults;
    }

    private List<String> faults(int number, Command command) throws IOException {
        List<String> faults = new ArrayList<>();
        if (!said(number, "exit").equals("0")) {
            faults.add("ended with " + said(number, "exit") + ' ' + said(number, "err"));
        }
        List<String> refused = said(number, "statuses").lines().filter(status -> !status.startsWith("2")).toList();
        if (!refused.stream().map(status -> status.substring(0, 3)).toList().equals(command.refusals())) {
            faults.add("should be refused with " + command.refusals() + ", was with " + refused + ' ' + said(number, "out"));
        }
        if (command.answer().isPresent()) {
            faults.addAll(ShownAnswer.faults(last(command.answer().get()), last(said(number, "out"))));
        }
        return faults;
    }

    private String said(int number, String what) throws IOException {
        Path file = folder.resolve(number + "." + what);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** The last value of those that were printed one after the other. */
    private static JsonNode last(String text) throws IOException {
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(text)) {
            JsonNode last = JSON.missingNode();
            while (values.hasNext()) {
                last = values.next();
            }
            return last;
        }
    }
}
