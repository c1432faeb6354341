package org.palmares.tools.site.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.palmares.tools.site.layout.Layout;

/**
 * The control group (cgroup v2) of a data centre's processes. All data centres of this machine share one address; a packet filter tells them
 * apart by these groups. Only a group made by root, or under one that was delegated, can be had; without one everything but that works.
 *
 * @param name of the group, at the top of the hierarchy
 */
public record SiteGroup(String name) {

    /** Joins the group before it becomes the program, so that all its sockets are the group's. */
    private static final String JOIN = "echo $$ > \"$0\"; exec \"$@\"";

    public static SiteGroup of(Layout layout, String site) {
        return new SiteGroup("palmares-" + layout.portOffset() + '-' + site);
    }

    /** {@code command}, in the group where that is possible. */
    public List<String> joined(List<String> command) {
        Optional<Path> processes = made();
        if (processes.isEmpty()) {
            return command;
        }
        List<String> joining = new ArrayList<>(List.of("/bin/sh", "-c", JOIN, processes.get().toString()));
        joining.addAll(command);
        return joining;
    }

    /** Makes it where that is possible; the file that takes its members. */
    Optional<Path> made() {
        return hierarchy().map(top -> top.resolve(name)).flatMap(group -> {
            try {
                Files.createDirectories(group);
                Path processes = group.resolve("cgroup.procs");
                return Files.isWritable(processes) ? Optional.of(processes) : Optional.empty();
            } catch (IOException notAllowed) {
                return Optional.empty();
            }
        });
    }

    /** Where the unified hierarchy is mounted; empty on systems without one. */
    static Optional<Path> hierarchy() {
        try {
            return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                    .map(line -> line.split(" "))
                    .filter(mount -> mount.length > 2 && mount[2].equals("cgroup2"))
                    .map(mount -> Path.of(mount[1]))
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
