package org.palmares.tools.bench.peer;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nginx is to do, set up as well as we know: a worker for each core, nothing logged, files kept open, connections kept alive. It may have as many
 * files open as this tool, which starts it.
 *
 * @param nchan whether it hands out events too: posted to {@link #PUBLISH}, followed at {@link #SUBSCRIBE}
 * @param files it serves, by name
 */
public record NginxSettings(boolean nchan, Map<String, byte[]> files) {

    public static final String PUBLISH = "/publish";
    public static final String SUBSCRIBE = "/subscribe";

    /** Folder of the files. */
    static final String ROOT = "root";

    private static final String TEMPORARY = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(kind -> "  " + kind + "_temp_path temporary-" + kind + ";\n")
            .collect(Collectors.joining());

    /** Serves one file. */
    public static NginxSettings serving(String name, byte[] content) {
        return new NginxSettings(false, Map.of(name, content));
    }

    /** Hands out events. */
    public static NginxSettings handingOut() {
        return new NginxSettings(true, Map.of());
    }

    String packages() {
        return nchan ? "nginx libnginx-mod-nchan" : "nginx";
    }

    /** The whole file of settings; what has no path of its own is in {@code folder}. */
    String text(Path folder, int port, Path module) {
        return (nchan ? "load_module " + module + ";\n" : "")
                + (System.getProperty("user.name").equals("root") ? "user root;\n" : "")
                + "daemon off;\nworker_processes auto;\npid nginx-own.pid;\nerror_log stderr error;\n"
                + "events {\n  worker_connections 30000;\n}\n"
                + "http {\n" + TEMPORARY
                + "  access_log off;\n  default_type application/json;\n  sendfile on;\n  tcp_nopush on;\n"
                + "  keepalive_requests 1000000000;\n  keepalive_timeout 1h;\n  open_file_cache max=100 inactive=1h;\n  open_file_cache_valid 1h;\n"
                + (nchan ? "  nchan_shared_memory_size 256m;\n" : "")
                + "  server {\n    listen 127.0.0.1:" + port + " backlog=4096;\n    root " + folder.resolve(ROOT) + ";\n"
                + (nchan ? channel() : "")
                + "  }\n}\n";
    }

    private static String channel() {
        return "    location = " + PUBLISH + " {\n      nchan_publisher;\n      nchan_channel_id events;\n      client_body_buffer_size 1m;\n    }\n"
                + "    location = " + SUBSCRIBE + " {\n      nchan_subscriber eventsource;\n      nchan_channel_id events;\n"
                + "      nchan_subscriber_first_message newest;\n      nchan_subscriber_timeout 0;\n    }\n";
    }
}
