package org.palmares.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The packages of one module, in rows: each may use those of the rows before its own, and no others of the module. So there are no circles, the
 * direction is known, and a package that is in no row fails the build.
 */
public final class Rooms {

    private static final String ROOT = "org.palmares.";
    private static final int LINES_MAX = 300;
    /** Four are the aim; five are taken by some that were there before anybody counted. */
    private static final int PARAMETERS_MAX = 5;

    private final JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
    private final Map<String, Integer> rows = new TreeMap<>();

    private Rooms(List<String> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (String room : rows.get(i).split(" ")) {
                this.rows.put(ROOT + room, i);
            }
        }
    }

    /** The packages of this module below {@code org.palmares}, from the lowest row to the highest, with spaces between those of a row. */
    public static Rooms inRows(String... rows) {
        return new Rooms(List.of(rows));
    }

    /** Fails with everything that is wrong at once. */
    public void check() {
        assertEquals(List.of(), List.copyOf(new TreeSet<>(wrong())));
    }

    private List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass one : classes) {
            if (!rows.containsKey(one.getPackageName())) {
                wrong.add(one.getPackageName() + " is in no row");
            }
            one.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                boolean used = rows.containsKey(to) && !to.equals(one.getPackageName());
                if (used && rows.get(to) >= rows.getOrDefault(one.getPackageName(), 0)) {
                    wrong.add(one.getPackageName() + " uses " + to + ": " + one.getSimpleName());
                }
            });
        }
        return wrong;
    }

    /** Fails where a file is too long to be understood at once, or a method takes more than anybody keeps apart. */
    public void checkSizes() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(source).size();
                if (lines > LINES_MAX) {
                    wrong.add(source.getFileName() + " has " + lines + " lines");
                }
            }
        }
        for (JavaClass one : classes) {
            one.getMethods().stream().filter(Rooms::isWritten).filter(method -> method.getRawParameterTypes().size() > PARAMETERS_MAX)
                    .forEach(method -> wrong.add(one.getSimpleName() + '.' + method.getName() + " takes " + method.getRawParameterTypes().size()));
        }
        assertEquals(List.of(), List.copyOf(new TreeSet<>(wrong)));
    }

    private static boolean isWritten(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !method.getName().startsWith("lambda$")
                && !method.getOwner().getPackageName().startsWith(ROOT + "protocol");
    }
}
