package org.palmares.tools.cassandra;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.palmares.tools.terminal.Compiler;
import org.palmares.tools.terminal.HeapPages;

/** Starts a Cassandra as a process of its own, on the class path that Maven put together and on the Java that runs this. */
public final class EmbeddedCassandra {

    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.nio.charset",
            "java.base/java.nio.file.spi",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks",
            "java.base/java.util.jar",
            "java.base/java.util.zip",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.rmi/sun.rmi.transport.tcp",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "jdk.management/com.sun.management.internal");
    private static final List<String> EXPORTED = List.of(
            "java.base/java.lang.ref",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPTIONS = List.of(
            "-Dcassandra-foreground=yes",
            // The ring is three nodes of one machine: nobody else has to be waited for.
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.ring_delay_ms=1000",
            // A node that missed a change of the schema, because it was too busy to be heard, asks for it after this and not after a minute.
            "-Dcassandra.migration_delay_ms=1000",
            "-Dcassandra.schema_pull_interval_ms=2000",
            "-Dcassandra.superuser_setup_delay_ms=5000",
            // A clock that is asked for time-outs of seconds only does not have to be right to 2 ms, for which it wakes 450 times a second.
            "-Dcassandra.approximate_time_precision_ms=50",
            // A thread would be renamed for each task.
            "-Dcassandra.set_sep_thread_name=false",
            "-Dcassandra.memtable_row_overhead_computation_step=1000",
            "-Dio.netty.tryReflectionSetAccessible=true");

    private static final String MAIN = "org.palmares.embedded.QuietDaemon";

    private EmbeddedCassandra() {}

    /**
     * Writes the configuration and gives the command that starts it. Nothing is asked of the environment. Its log, {@code cassandra.log} beside
     * its folder, has at most four parts of 8 MB.
     *
     * @param settings what to start
     * @param library folder with Cassandra's jars
     * @param options more options of Java, e.g. for an archive of loaded classes
     * @throws IOException if the folder cannot be written
     */
    public static List<String> command(CassandraSettings settings, Path library, List<String> options) throws IOException {
        Path directory = settings.directory();
        Files.createDirectories(directory);
        Path yaml = own(directory.resolve("cassandra.yaml"), settings.yaml());
        Path rackDc = Files.writeString(directory.resolve("cassandra-rackdc.properties"), settings.rackDc());
        Path logback = Files.writeString(directory.resolve("logback.xml"), LOGBACK);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(opened -> command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED")));
        EXPORTED.forEach(exported -> command.addAll(List.of("--add-exports", exported + "=ALL-UNNAMED")));
        command.addAll(options);
        command.addAll(Compiler.options());
        command.addAll(HeapPages.options());
        command.addAll(java(settings, directory));
        command.addAll(List.of(
                "-Dcassandra.config=" + yaml.toUri(), "-Dcassandra-rackdc.properties=" + rackDc.toUri(), "-Dlogback.configurationFile=" + logback.toUri(),
                "-Dpalmares.log=" + directory.resolveSibling("cassandra.log"), "-Dcassandra.storagedir=" + directory));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath(library), MAIN));
        return command;
    }

    private static List<String> java(CassandraSettings settings, Path directory) {
        return List.of(
                // All of it from the beginning: each step by which a heap grows is a full collection, and that stops Cassandra for seconds.
                "-Xms" + settings.heapMegabytes() + "m",
                "-Xmx" + settings.heapMegabytes() + "m",
                "-Xlog:gc:file=" + directory.resolveSibling("cassandra-gc.log") + ":time:filecount=1,filesize=1m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                // Twenty times a second, into a file: nobody reads it.
                "-XX:-UsePerfData",
                // Below this, classes that are loaded cause full collections.
                "-XX:MetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.attach.allowAttachSelf=true",
                "-Djava.awt.headless=true");
    }

    /** Readable by its owner only: it may hold passwords. */
    private static Path own(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private static String classPath(Path library) throws IOException {
        try (Stream<Path> jars = Files.list(library)) {
            List<String> sorted = jars.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
            return String.join(File.pathSeparator, sorted);
        }
    }

    /** Bounded in bytes: a log that fills the disk of the commit log stops the Cassandra. */
    private static final String LOGBACK = """
            <configuration>
              <appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender">
                <file>${palmares.log}</file>
                <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
                  <fileNamePattern>${palmares.log}.%i</fileNamePattern>
                  <minIndex>1</minIndex>
                  <maxIndex>3</maxIndex>
                </rollingPolicy>
                <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
                  <maxFileSize>8MB</maxFileSize>
                  <checkIncrement>1 second</checkIncrement>
                </triggeringPolicy>
                <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} - %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="FILE"/></root>
              <logger name="org.apache.cassandra.service.StorageService" level="INFO"/>
              <logger name="org.apache.cassandra.gms.Gossiper" level="INFO"/>
            </configuration>
            """;
}
