# Three hosts made of namespaces, on one wire: each has its own network, processes and files, and of this machine's files no sources, libraries of Maven or homes.
# Sourced by run.

declare -A address=([paris]=10.1.0.11 [madrid]=10.2.0.11 [barcelona]=10.3.0.11)
sites=(paris madrid barcelona)
lab=/run/palmares-install-trial

space() { echo "install-$1"; }

init_of() { cat "$lab/$1.pid"; }

# on HOST COMMAND...: there, as root.
on() {
  local host="$1"
  shift
  nsenter --target "$(init_of "$host")" --mount --net --pid --root --wd -- env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"
}

# A client of them all, on the wire.
client() { ip netns exec "$(space wire)" "$@"; }

# Within its namespaces: lays the files of a host and becomes its first process.
become_host() {
  local host="$1" root="$lab/$1/root" hidden
  mkdir -p "$lab/$host"/{changes,work,root}
  mount -t overlay overlay -o "lowerdir=/,upperdir=$lab/$host/changes,workdir=$lab/$host/work" "$root"
  for hidden in /tmp /root /home /run /work "$repository" "$HOME"; do
    if [ -d "$root$hidden" ]; then
      mount -t tmpfs tmpfs "$root$hidden"
    fi
  done
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --rbind /sys "$root/sys"
  cp "$node_tarball" "$lab"/*-bin.tar.gz "$root/root/"
  # Three hosts share this machine's cores and memory.
  mkdir -p "$root/etc/palmares"
  echo 'MAX_HEAP_SIZE=320M' > "$root/etc/cassandra.environment"
  printf 'PALMARES_HEAP=384\nPALMARES_JAVA_OPTIONS=-XX:TieredStopAtLevel=1\n' > "$root/etc/palmares/environment"
  cp "$here/systemctl" "$root/usr/local/bin/systemctl"
  cp "$here/scp" "$root/usr/local/bin/scp"
  touch "$lab/$host.up"
  # The first process of a space takes over whose parent has ended.
  exec chroot "$root" bash -c 'while :; do sleep infinity & wait; done'
}

# What hosts send each other waits there; scp knows it.
drop=/dev/shm/palmares-install-trial

deliver() {
  local host
  for host in "${sites[@]}"; do
    if [ -d "$drop/${address[$host]}" ]; then
      on "$host" cp -rp "$drop/${address[$host]}/." /
      rm -rf "${drop:?}/${address[$host]}"
    fi
  done
}

lab_up() {
  lab_down
  mkdir -p "$lab" "$drop"
  mount -t tmpfs -o size=8g tmpfs "$lab"
  if [ -n "${CASSANDRA_TARBALL:-}" ]; then
    cp "$CASSANDRA_TARBALL" "$lab/"
  else
    make_cassandra
  fi
  ip netns add "$(space wire)"
  ip -n "$(space wire)" link add wire type bridge
  ip -n "$(space wire)" address add 10.0.0.1/8 dev wire
  ip -n "$(space wire)" link set wire up
  local host
  for host in "${sites[@]}"; do
    ip netns add "$(space "$host")"
    ip -n "$(space "$host")" link add eth0 type veth peer name "$host" netns "$(space wire)"
    ip -n "$(space wire)" link set "$host" master wire up
    ip -n "$(space "$host")" address add "${address[$host]}/8" dev eth0
    ip -n "$(space "$host")" link set eth0 up
    ip -n "$(space "$host")" link set lo up
    ip netns exec "$(space "$host")" unshare --mount --propagation private --pid --fork --kill-child "$0" become-host "$host" > "$lab/$host.log" 2>&1 &
    echo $! > "$lab/$host.unshare"
    disown
    timeout 20 bash -c "until [ -e '$lab/$host.up' ]; do sleep 0.1; done" || { cat "$lab/$host.log" >&2; return 1; }
    pgrep -P "$(cat "$lab/$host.unshare")" > "$lab/$host.pid"
  done
}

lab_down() {
  local host
  for host in "${sites[@]}"; do
    [ ! -e "$lab/$host.unshare" ] || kill -9 "$(cat "$lab/$host.unshare")" 2> /dev/null || true
  done
  for host in "${sites[@]}" wire; do
    ip netns delete "$(space "$host")" 2> /dev/null || true
  done
  while mountpoint -q "$lab"; do
    umount --lazy "$lab"
  done
  rm -rf "$lab" "$drop"
}

# kill -9 of everything on a host, its supervisors too.
lab_kill() {
  on "$1" bash -c 'kill -9 -1' 2> /dev/null || true
  # As after a loss of power, /run knows of nothing. Until they are reaped, killed processes would be taken for running ones.
  on "$1" timeout 30 bash -c 'while pgrep java > /dev/null; do sleep 0.1; done; rm -rf /run/trial-units'
}
