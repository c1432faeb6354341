package org.palmares.tools.bench.peer;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.palmares.tools.bench.machine.OurProcesses;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;

/** nginx with settings of our own in {@code var}, at a free port, for the time of one measurement. What an earlier run left behind is ended first. */
public final class Nginx implements AutoCloseable {

    /** How it is called in figures. */
    public static final String NAME = "nginx";

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"), Path.of("/usr/local/sbin/nginx"));
    private static final Path NCHAN = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int STOP_SECONDS = 5;
    private static final String HOST = "127.0.0.1";

    private final ManagedProcess process;
    private final OurProcesses ours;
    private final int port;
    private final Thread ending = new Thread(this::end);

    private Nginx(ManagedProcess process, OurProcesses ours, int port) {
        this.process = process;
        this.ours = ours;
        this.port = port;
    }

    /** Why it cannot be the peer here, and what to do; empty where it can. */
    public static Optional<String> missing(NginxSettings settings) {
        if (program().isEmpty()) {
            return Optional.of("nginx is not installed; Debian: apt-get install " + settings.packages());
        }
        return settings.nchan() && !Files.exists(NCHAN)
                ? Optional.of("nginx has no nchan; Debian: apt-get install " + settings.packages())
                : Optional.empty();
    }

    private static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts it with {@code settings}; it takes part in what {@code ours} has until it is closed.
     *
     * @throws ToolException if it does not answer
     */
    public static Nginx start(Layout layout, NginxSettings settings, OurProcesses ours) {
        Path folder = layout.var().resolve("bench").resolve(NAME);
        ManagedProcess process = new ManagedProcess(NAME, folder);
        process.stop(STOP_SECONDS);
        Folders.delete(folder);
        try {
            Files.createDirectories(folder.resolve(NginxSettings.ROOT));
            int port = freePort();
            for (var file : settings.files().entrySet()) {
                Files.write(folder.resolve(NginxSettings.ROOT).resolve(file.getKey()), file.getValue());
            }
            Path conf = Files.writeString(folder.resolve("nginx.conf"), settings.text(folder, port, NCHAN));
            Nginx nginx = new Nginx(process, ours, port);
            Runtime.getRuntime().addShutdownHook(nginx.ending);
            process.start(List.of(program().orElseThrow().toString(), "-p", folder.toString(), "-c", conf.toString()));
            nginx.await();
            return nginx;
        } catch (IOException failed) {
            throw new ToolException("nginx cannot be started in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private void await() {
        long end = System.nanoTime() + START.toNanos();
        while (!isAnswering()) {
            if (process.running().isEmpty() || System.nanoTime() > end) {
                String said = process.logTail();
                close();
                throw new ToolException("nginx did not start. It said:\n  " + said);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        process.running().ifPresent(running -> ours.add(NAME, running));
    }

    /** That somebody takes connections is not enough: its workers come later than its port. */
    private boolean isAnswering() {
        try {
            HttpURLConnection asked = (HttpURLConnection) url().resolve("/").toURL().openConnection();
            asked.setReadTimeout((int) START.toMillis());
            return asked.getResponseCode() > 0;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://" + HOST + ':' + port);
    }

    /** Its processes. */
    public List<Long> pids() {
        return process.running().stream().flatMap(master -> Stream.concat(Stream.of(master), master.descendants())).map(ProcessHandle::pid).toList();
    }

    private void end() {
        process.stop(STOP_SECONDS);
    }

    @Override
    public void close() {
        ours.remove(NAME);
        end();
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
