# An archive of the same form as Cassandra's own, of the libraries that the build has. Sourced by run.

make_cassandra() {
  local name=apache-cassandra-built folder library
  library="$(find "$repository" -path '*embedded-cassandra/target/lib' -prune | head -n 1)"
  folder="$lab/$name"
  mkdir -p "$folder"/{bin,conf}
  cp -r "$library" "$folder/lib"
  cat > "$folder/conf/cassandra.yaml" <<'END'
cluster_name: 'Test Cluster'
num_tokens: 16
allocate_tokens_for_local_replication_factor: 3
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
commitlog_sync: periodic
commitlog_sync_period: 10000ms
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters:
      - seeds: "127.0.0.1:7000"
listen_address: localhost
rpc_address: localhost
endpoint_snitch: SimpleSnitch
END
  echo '<configuration><appender name="O" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %-5level %msg%n</pattern></encoder></appender><root level="WARN"><appender-ref ref="O"/></root></configuration>' > "$folder/conf/logback.xml"
  cat > "$folder/bin/java.sh" <<'END'
home="$(dirname "$(dirname "$(readlink -f "$0")")")"
java="$(ls -d /usr/lib/jvm/*17*/bin/java | head -n 1)"
options=()
for opened in io lang lang.module lang.reflect math net nio nio.charset nio.file.spi time util util.concurrent util.concurrent.atomic util.concurrent.locks util.jar util.zip; do
  options+=(--add-opens "java.base/java.$opened=ALL-UNNAMED")
done
for opened in java.base/jdk.internal.{loader,math,misc,module,ref,reflect,util.jar} java.base/sun.nio.ch java.rmi/sun.rmi.{registry,server,transport.tcp} \
  java.management.rmi/com.sun.jmx.remote.internal.rmi jdk.management/com.sun.management.internal; do
  options+=(--add-opens "$opened=ALL-UNNAMED" --add-exports "$opened=ALL-UNNAMED")
done
END
  cat > "$folder/bin/cassandra" <<'END'
#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/java.sh"
exec "$java" "${options[@]}" -Xms${MAX_HEAP_SIZE:-1G} -Xmx${MAX_HEAP_SIZE:-1G} -Xss256k -XX:+UseSerialGC -XX:MaxDirectMemorySize=256m -XX:TieredStopAtLevel=1 \
  -Djdk.attach.allowAttachSelf=true -Dcassandra-foreground=yes -Dcassandra.config="file://$home/conf/cassandra.yaml" -Dcassandra.storagedir=/var/lib/cassandra \
  -Dcassandra-rackdc.properties="file://$home/conf/cassandra-rackdc.properties" -Dlogback.configurationFile="$home/conf/logback.xml" \
  -Dcassandra.jmx.local.port=7199 -Dio.netty.tryReflectionSetAccessible=true -cp "$home/lib/*" org.apache.cassandra.service.CassandraDaemon
END
  cat > "$folder/bin/nodetool" <<'END'
#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/java.sh"
exec "$java" "${options[@]}" -Xmx96m -XX:TieredStopAtLevel=1 -Dlogback.configurationFile="$home/conf/logback.xml" -cp "$home/lib/*" org.apache.cassandra.tools.NodeTool -p 7199 "$@"
END
  chmod +x "$folder"/bin/{cassandra,nodetool}
  tar czf "$lab/$name-bin.tar.gz" -C "$lab" "$name"
}
