package org.palmares.tools.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.client.LiveClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.mutation.Asking.Answer;
import org.palmares.tools.mutation.Mutator.Mutated;
import org.palmares.tools.mutation.SampleMessages.Message;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;

/**
 * Messages of the sample Games, changed at random, go to three real data centres in turn while readers follow. So many that every type of document
 * and every kind of change comes often enough, and that they fit into the build; more: {@code -Dmessages=N}; every one: {@code -Dall=true}; the same
 * again: {@code -Dseed=N}, as the test prints. The last of the tests that share the data centres: they hold hundreds of journals afterwards, which
 * each start of a node would read again. What is counted by then is no matter, only what is counted more.
 */
@Order(5)
@Tag("drill")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
final class MutatedGamesIT {

    private static final String QUIET = "QUIET2030";
    private static final String MARK = "ATHM100M--------------MARK000100--";
    private static final List<String> FILTERS = List.of("games=SAMPLE2030", "games=SAMPLE2030&discipline=ATH", "games=SAMPLE2030&unit=" + MARK);
    private static final List<String> QUESTIONS = List.of(
            "/v1/games", "/v1/disciplines?games=SAMPLE2030", "/v1/competitions?games=SAMPLE2030&lang=fr", "/v1/schedule?games=SAMPLE2030&limit=1000",
            "/v1/schedule?games=SAMPLE2030&date=2030-08-04", "/v1/medals?games=SAMPLE2030", "/v1/participants?games=SAMPLE2030&limit=1000",
            "/v1/schedule?games=SAMPLE2031", "/v1/medals?games=OG2024", "/v1/schedule?games=SAMPLE2030-T");
    private static final int MESSAGES = 600;
    private static final int OF_EACH = 12;
    private static final int AT_ONCE = 12;
    private static final int QUIET_MESSAGES = 90;
    private static final int SERVER_FAULT = 500;
    private static final int OK = 200;

    /** What no message may lead to. Of what else is counted much only says that a machine is slow, e.g. readers that were cut off. */
    private static final Pattern FAULTS = Pattern.compile("\\w+ palmares_(actor_messages_failed_total.*|left_out_total.*|live_left_out_total.*"
            + "|board_left_out_total.*unreadable.*|feed_entries_unreadable_total|divergences_total|journals_set_aside"
            + "|messages_total.*\"failed\".*|http_problems_total.*\"500\".*)");
    private static final Pattern TOLD_OF = Pattern.compile("\\w+ palmares_(messages|live|http_problems|board_left_out|journal_failures|feed_gaps)_\\w+(\\{.*)?");
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration TOLD = Duration.ofSeconds(30);

    private final long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final List<LiveClient> readers = new ArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger heardOfQuiet = new AtomicInteger();

    @TempDir
    private Path folder;

    private List<Message> sample;
    private Mutator mutator;
    private LocalSites sites;
    private Asking asking;

    @BeforeEach
    void start() {
        System.out.println("messages of the sample Games are changed with -Dseed=" + seed);
        sample = SampleMessages.in(folder);
        mutator = SampleMessages.mutator(seed, sample);
        sites = RunningSites.get();
        asking = new Asking(sites);
    }

    @AfterEach
    void stop() {
        readers.forEach(LiveClient::close);
    }

    @Test
    void nothingThatIsSentHarmsADataCentreItsReadersOrOtherGames() throws Exception {
        List<Message> quiet = postQuietGames();
        asking.settledBoards(SETTLED);
        Map<String, String> before = readQuietGames(quiet);
        Map<String, String> processes = RunningSites.processes();
        Map<String, Double> counts = RunningSites.counts();
        CountDownLatch told = follow();
        List<Integer> chosen = chosen();

        Questions questions = new Questions();
        try {
            inParallel(chosen, number -> post(number, sample.get(number)));
        } finally {
            questions.stop();
        }
        Mutated mark = new Mutated(mark(), false, List.of());
        assertEquals(OK, asking.post("madrid", mark).status());

        assertTrue(told.await(TOLD.toSeconds(), TimeUnit.SECONDS), told.getCount() + " readers are not told any more");
        assertEquals(List.of(), List.copyOf(faults), "seed " + seed);
        assertEquals(processes, RunningSites.processes(), "nothing ended or was started again");
        Layout.SITES.forEach(site -> assertTrue(sites.isReady(site), site));
        List<Map<String, String>> boards = asking.settledBoards(SETTLED);
        boards.forEach(board -> assertEquals(boards.get(0), board, "seed " + seed));
        assertEquals(before, readQuietGames(quiet), "seed " + seed + ": Games that nobody touched");
        assertEquals(0, heardOfQuiet.get(), "nobody heard of Games that nobody touched");
        System.out.println("answers by status: " + statuses + ", repeated " + asking.repeats() + ", live events " + heard + ", competitions " + boards.get(0).size());
        assertNothingFailed(counts, RunningSites.counts());
        assertTrue(statuses.get(OK).get() > chosen.size() / 4, "too few are taken to harm anything: " + statuses);
    }

    /** What fails inside is counted, logged and left out, so that nobody outside sees it. */
    private void assertNothingFailed(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> more = new TreeMap<>(after);
        more.replaceAll((name, count) -> count - before.getOrDefault(name, 0.0));
        more.values().removeIf(count -> count == 0);
        more.forEach((name, count) -> {
            if (TOLD_OF.matcher(name).matches()) {
                System.out.println(name + ' ' + count.longValue());
            }
        });
        more.keySet().removeIf(name -> !FAULTS.matcher(name).matches());
        assertEquals(Map.of(), more, "seed " + seed + "; the nodes' logs name what failed or was left out");
    }

    private List<Integer> chosen() {
        if (Boolean.getBoolean("all")) {
            return IntStream.range(0, sample.size()).boxed().toList();
        }
        return SampleMessages.choice(seed, sample, Integer.getInteger("messages", MESSAGES), OF_EACH);
    }

    private interface Work {
        void on(int number);
    }

    private void inParallel(List<Integer> numbers, Work work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            senders.execute(() -> {
                for (int place = next.getAndIncrement(); place < numbers.size(); place = next.getAndIncrement()) {
                    work.on(numbers.get(place));
                }
            });
        }
        senders.shutdown();
        assertTrue(senders.awaitTermination(35, TimeUnit.MINUTES), "all is sent");
    }

    private void post(int number, Message message) {
        Mutated changed = mutator.mutate(number, message.xml());
        String site = Layout.SITES.get(number % Layout.SITES.size());
        Answer answer = asking.post(site, changed);
        statuses.computeIfAbsent(answer.status(), any -> new AtomicInteger()).incrementAndGet();
        if (answer.status() == 0 || answer.status() >= SERVER_FAULT) {
            faults.add("message " + number + ' ' + message.name() + ' ' + changed.changes() + " to " + site + ": " + answer);
        }
    }

    /** Some disciplines of the sample as Games of their own, which no change ever names. */
    private List<Message> postQuietGames() throws InterruptedException {
        List<Message> quiet = sample.stream()
                .filter(message -> message.code().startsWith("BDM") || message.code().startsWith("ARC"))
                .limit(QUIET_MESSAGES)
                .map(message -> new Message(message.name(), new String(message.xml(), StandardCharsets.UTF_8)
                        .replace("\"SAMPLE2030\"", '"' + QUIET + '"')
                        .getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertEquals(QUIET_MESSAGES, quiet.size());
        for (Message message : quiet) {
            Answer answer = asking.post("paris", new Mutated(message.xml(), false, List.of()));
            assertEquals(OK, answer.status(), answer.body());
        }
        return quiet;
    }

    private Map<String, String> readQuietGames(List<Message> quiet) {
        List<String> paths = new ArrayList<>(List.of(
                "/v1/schedule?limit=1000&games=" + QUIET, "/v1/competitions?games=" + QUIET, "/v1/medals?games=" + QUIET,
                "/v1/participants?limit=1000&games=" + QUIET));
        quiet.stream().map(Message::code).distinct().forEach(code -> paths.add("/v1/units/" + code + "/result?games=" + QUIET));
        Map<String, String> read = new TreeMap<>();
        for (String path : paths) {
            List<String> answers = Layout.SITES.stream().map(site -> asking.get(site, path)).map(MutatedGamesIT::comparable).distinct().toList();
            assertEquals(1, answers.size(), () -> path + ' ' + answers);
            read.put(path, answers.get(0));
        }
        return read;
    }

    /** Every problem has an instance of its own. */
    private static String comparable(Answer answer) {
        return answer.status() == OK ? answer.body() : String.valueOf(answer.status());
    }

    /** Readers of all three; the latch opens when each that is to hear of the mark has. */
    private CountDownLatch follow() throws InterruptedException {
        Sites addresses = Sites.of(sites.layout());
        CountDownLatch told = new CountDownLatch(Layout.SITES.size() * FILTERS.size());
        CountDownLatch began = new CountDownLatch(Layout.SITES.size() * (FILTERS.size() + 1));
        for (int site = 0; site < Layout.SITES.size(); site++) {
            for (String filter : FILTERS) {
                AtomicBoolean marked = new AtomicBoolean();
                follow(addresses, filter, site, began, event -> {
                    heard.incrementAndGet();
                    if (event.equals(MARK) && marked.compareAndSet(false, true)) {
                        told.countDown();
                    }
                });
            }
            follow(addresses, "games=" + QUIET, site, began, event -> heardOfQuiet.incrementAndGet());
        }
        assertTrue(began.await(TOLD.toSeconds(), TimeUnit.SECONDS), "readers can follow");
        return told;
    }

    /** @param listener gets the unit of each event that tells of something; empty where that is none */
    private void follow(Sites addresses, String filter, int site, CountDownLatch began, java.util.function.Consumer<String> listener) {
        AtomicBoolean first = new AtomicBoolean();
        readers.add(new LiveClient(addresses, filter, site, LiveClient.Settings.USUAL, event -> {
            if (first.compareAndSet(false, true)) {
                began.countDown();
            }
            if (List.of("schedule", "result", "medals", "document").contains(event.event())) {
                listener.accept(event.unit());
            }
        }).start());
    }

    private static byte[] mark() {
        return ("<OdfBody CompetitionCode=\"SAMPLE2030\" DocumentCode=\"" + MARK + "\" DocumentType=\"DT_RESULT\" Version=\"1\" ResultStatus=\"OFFICIAL\""
                        + " FeedFlag=\"P\" Date=\"2030-08-11\" Time=\"215000000\" LogicalDate=\"2030-08-11\" Source=\"MARK\"><Competition>"
                        + "<Result SortOrder=\"1\" Rank=\"1\" Result=\"9.79\"><Competitor Code=\"1\" Type=\"A\" Organisation=\"FRA\"/></Result></Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Asks for lists of the Games that are changed, one question after the other. */
    private final class Questions {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final AtomicBoolean over = new AtomicBoolean();

        private Questions() {
            thread.execute(() -> {
                for (int i = 0; !over.get(); i++) {
                    String path = QUESTIONS.get(i % QUESTIONS.size());
                    String site = Layout.SITES.get(i % Layout.SITES.size());
                    Answer answer = asking.get(site, path);
                    if (answer.status() == 0 || answer.status() >= SERVER_FAULT) {
                        faults.add(path + " in " + site + ": " + answer);
                    }
                }
            });
        }

        void stop() throws InterruptedException {
            over.set(true);
            thread.shutdown();
            assertTrue(thread.awaitTermination(1, TimeUnit.MINUTES), "the last question is answered");
        }
    }
}
