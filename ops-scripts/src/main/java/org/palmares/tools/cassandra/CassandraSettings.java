package org.palmares.tools.cassandra;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One embedded Cassandra.
 *
 * @param site the data centre it stands for; also its name in Cassandra
 * @param number its place among the sites, from 0; gives it a token of its own
 * @param host address it binds to
 * @param nativePort port for clients
 * @param storagePort port for the other Cassandras
 * @param seeds host:storagePort of those that are asked for the ring
 * @param directory where it keeps all it writes
 * @param heapMegabytes its heap
 * @param tls how it speaks TLS; empty for plain text
 */
public record CassandraSettings(
        String site,
        int number,
        String host,
        int nativePort,
        int storagePort,
        List<String> seeds,
        Path directory,
        int heapMegabytes,
        Optional<CassandraTls> tls) {

    /** One that speaks plain text. */
    public CassandraSettings(
            String site, int number, String host, int nativePort, int storagePort, List<String> seeds, Path directory, int heapMegabytes) {
        this(site, number, host, nativePort, storagePort, seeds, directory, heapMegabytes, Optional.empty());
    }

    /** The same with {@code tls}. */
    public CassandraSettings with(Optional<CassandraTls> tls) {
        return new CassandraSettings(site, number, host, nativePort, storagePort, seeds, directory, heapMegabytes, tls);
    }

    /** The whole cassandra.yaml. */
    String yaml() {
        return String.join("\n", place(), behaviour(), tls.map(CassandraTls::yaml).orElse("# plain text"), "");
    }

    private String place() {
        return String.join(
                "\n",
                "cluster_name: palmares",
                "num_tokens: 1",
                "initial_token: " + number,
                "auto_bootstrap: false",
                "partitioner: org.apache.cassandra.dht.Murmur3Partitioner",
                "endpoint_snitch: GossipingPropertyFileSnitch",
                "seed_provider:",
                "  - class_name: org.apache.cassandra.locator.SimpleSeedProvider",
                "    parameters:",
                "      - seeds: \"" + String.join(",", seeds) + '"',
                "listen_address: " + host,
                "storage_port: " + storagePort,
                "rpc_address: " + host,
                "native_transport_port: " + nativePort,
                "data_file_directories: [\"" + directory.resolve("data") + "\"]",
                "commitlog_directory: \"" + directory.resolve("commitlog") + '"',
                "saved_caches_directory: \"" + directory.resolve("saved_caches") + '"',
                "hints_directory: \"" + directory.resolve("hints") + '"',
                "cdc_raw_directory: \"" + directory.resolve("cdc_raw") + '"');
    }

    private static String behaviour() {
        return String.join(
                "\n",
                // A write is acknowledged once it is on the disk of two data centres; those of the same moment share one sync
                // (docs/decisions/0002).
                "commitlog_sync: batch",
                "commitlog_segment_size: 32MiB",
                "commitlog_total_space: 256MiB",
                "disk_failure_policy: stop",
                "commit_failure_policy: stop",
                "memtable_heap_space: 64MiB",
                "memtable_offheap_space: 64MiB",
                "key_cache_size: 8MiB",
                "file_cache_size: 64MiB",
                "file_cache_enabled: false",
                "concurrent_reads: 16",
                // A writing thread waits for the sync; more of them than this only take the cores from each other (docs/decisions/0002).
                "concurrent_writes: 32",
                "concurrent_compactors: 1",
                "compaction_throughput: 16MiB/s",
                "native_transport_max_frame_size: 32MiB",
                "max_mutation_size: 16MiB",
                "write_request_timeout: 1500ms",
                "read_request_timeout: 1500ms",
                "range_request_timeout: 5000ms",
                "request_timeout: 5000ms",
                "hinted_handoff_enabled: true",
                "max_hint_window: 24h",
                "hints_flush_period: 1000ms",
                // A connection over a line that was cut is given up after this, and not tried at ever longer intervals.
                "internode_tcp_user_timeout: 3000ms",
                "auto_snapshot: false");
    }

    String rackDc() {
        return "dc=" + site + "\nrack=rack1\n";
    }
}
