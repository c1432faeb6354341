# Results come in while a host dies: what was acknowledged has to be readable in all data centres. Sourced by run.

rate_pause=0.1

unit() { printf 'ATHM100M--------------HEAT%06d--' "$1"; }

message() {
  printf '<OdfBody CompetitionCode="OG2032" DocumentType="DT_RESULT" DocumentCode="%s" Version="1" FeedFlag="T" Date="2032-07-26" Time="22%07d"' "$(unit "$1")" "$1"
  printf ' LogicalDate="2032-07-26" Source="TRY" ResultStatus="OFFICIAL"><Competition><Result SortOrder="1" Rank="1" Result="%d.00" ResultType="TIME">' "$1"
  printf '<Competitor Code="1" Type="A" Organisation="USA"/></Result></Competition></OdfBody>'
}

# A sender that has all three addresses, and begins with the one that answered last. A line for each message: its number, when it was acknowledged, and by whom.
send_on() {
  local number site at=0 turn
  for number in $(seq 1 100000); do
    [ ! -e "$lab/enough" ] || return 0
    message "$number" > "$lab/message"
    for turn in $(seq 12); do
      site="${sites[at % 3]}"
      if client curl --silent --output /dev/null --fail --max-time 6 -H "X-API-KEY: $1" -H 'Content-Type: application/xml' --data-binary "@$lab/message" \
        "http://${address[$site]}:8101/v1/odf"; then
        echo "$number $(date +%s%3N) $site" >> "$lab/acknowledged"
        break
      fi
      at=$((at + 1))
      sleep 0.1
    done
    sleep "$rate_pause"
  done
}

acknowledged_since() { awk -v since="$1" '$2 > since' "$lab/acknowledged" | wc -l; }

# Longest time between two acknowledgements, in milliseconds.
longest_gap() { awk 'before && $2 - before > most { most = $2 - before } { before = $2 } END { print most + 0 }' "$lab/acknowledged"; }

# How many acknowledged results cannot be read there; each has its number as its result.
missing_in() {
  local number read
  while read -r number _; do
    echo "url = http://${address[$1]}:8101/v1/units/$(unit "$number")/result?games=OG2032-T"
  done < "$lab/acknowledged" > "$lab/urls"
  read="$(client curl --silent --max-time 10 --config "$lab/urls" | grep -o '"result":"[0-9]*\.00"' | sort -u | wc -l)"
  echo $(($(wc -l < "$lab/acknowledged") - read))
}

await_ready() {
  timeout 300 bash -c "until ip netns exec $(space wire) curl --silent --max-time 2 --fail --output /dev/null http://${address[$1]}:8201/ready; do sleep 0.5; done"
}

start_on() {
  on "$1" systemctl start cassandra
  on "$1" systemctl start palmares-node
}

fail() {
  echo "FAILED: $1" >&2
  return 1
}

prove_nothing_is_lost() {
  local sender died site missing all=0
  : > "$lab/acknowledged"
  send_on "$(on paris cat /etc/palmares/keys/feed.key)" &
  sender=$!
  sleep 15
  died="$(date +%s%3N)"
  say "kill -9 of everything in paris, after $(wc -l < "$lab/acknowledged") acknowledgements"
  lab_kill paris
  sleep 30
  say "$(acknowledged_since "$died") acknowledgements since; the longest gap was $(longest_gap) ms"
  [ "$(acknowledged_since "$((died + 10000))")" -gt 0 ] || fail "nothing was acknowledged without paris"
  start_on paris
  await_ready paris
  say "paris is ready again, $((($(date +%s%3N) - died) / 1000)) s after its death"
  sleep 5
  touch "$lab/enough"
  wait "$sender"
  sleep 3
  for site in "${sites[@]}"; do
    missing="$(missing_in "$site")"
    say "$site: $missing of $(wc -l < "$lab/acknowledged") acknowledged results are missing"
    all=$((all + missing))
  done
  [ "$all" = 0 ] || fail "acknowledged results are missing"
}

members_of() { client curl --silent "http://${address[$1]}:8201/cluster/members" | grep -o '"status":"Up"' | wc -l; }

# A node that is started while its line is cut begins no cluster of its own, and two data centres begin without the first (docs/decisions/0015).
prove_one_cluster() {
  local host
  say "the line of paris is cut, and its node killed and started again meanwhile"
  ip -n "$(space wire)" link set paris down
  on paris pkill -9 -f org.palmares.node.Main
  sleep 75
  ip -n "$(space wire)" link set paris up
  await_ready paris
  say "the line is back and paris is ready; members it knows: $(members_of paris)"
  [ "$(members_of paris)" = 3 ] || fail "paris is in a cluster of its own"
  for host in "${sites[@]}"; do lab_kill "$host"; done
  say "kill -9 of everything everywhere; madrid and barcelona start"
  start_on madrid
  start_on barcelona
  await_ready madrid
  await_ready barcelona
  say "madrid and barcelona are ready; members: $(members_of madrid), $(members_of barcelona)"
  [ "$(members_of madrid) $(members_of barcelona)" = "2 2" ] || fail "they are not in one cluster"
  start_on paris
  await_ready paris
  say "paris is ready too; members: $(members_of paris)"
  [ "$(members_of paris)" = 3 ] || fail "paris is in a cluster of its own"
}
