# What the commands beside it have in common: where Java, the libraries and the settings are.

home="$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")"
name="$(basename "$0")"

find_java() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/java-17-openjdk-* /usr/lib/jvm/*17* "$(dirname "$(dirname "$(readlink -f "$(command -v java || true)")")")"; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] && "$candidate/bin/java" -version 2>&1 | grep -q 'version "17'; then
      echo "$candidate/bin/java"
      return
    fi
  done
  echo "$name: no Java 17 was found. Install one (Debian: apt-get install openjdk-17-jre-headless) or set JAVA_HOME to it." >&2
  return 1
}

# run CLASS WORD...: in place of this shell, so that signals and exit codes are those of Java. Uses the array options.
run() {
  local java conf="${PALMARES_CONF:-$home/conf/palmares.conf}"
  java="$(find_java)" || exit 2
  if [ ! -r "$conf" ]; then
    echo "$name: the settings, $conf, cannot be read (PALMARES_CONF)." >&2
    exit 2
  fi
  # Below 192 MB of classes each step would be a full collection, the last of them with the first messages.
  # With one core for it, Java starts a thread for every step of a future instead of using its pool.
  # shellcheck disable=SC2086 # the options of the operator are words
  exec "$java" "${options[@]}" -XX:+ExitOnOutOfMemoryError -XX:MetaspaceSize=192m -Djava.util.concurrent.ForkJoinPool.common.parallelism=2 \
    -Dconfig.file="$conf" -Dlogback.configurationFile="${PALMARES_LOGBACK:-$home/conf/logback.xml}" \
    ${PALMARES_JAVA_OPTIONS:-} -cp "$home/lib/*" "$@"
}
