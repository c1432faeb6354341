package org.palmares.tools.terminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tool itself, as a command for a process of its own. */
public final class ThisTool {

    /** By name: what stands below all commands cannot know the one above them. */
    private static final String MAIN = "org.palmares.tools.Palmares";

    private ThisTool() {}

    /**
     * The command that runs {@code palmares} with {@code arguments}.
     *
     * @param root the project's folder
     * @param java options for Java, such as its heap
     */
    public static List<String> command(String root, List<String> java, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of("-XX:+UseSerialGC", "-Dpalmares.root=" + root, "-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        return command;
    }

    /** The same for the project's folder that this one was started with. */
    public static List<String> command(List<String> java, List<String> arguments) {
        return command(System.getProperty("palmares.root", "."), java, arguments);
    }
}
