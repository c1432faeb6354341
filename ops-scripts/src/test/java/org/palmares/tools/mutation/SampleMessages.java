package org.palmares.tools.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.palmares.tools.sample.Sample;
import org.palmares.tools.sample.SampleTime;

/** All messages of the sample Games, in order. */
final class SampleMessages {

    /** Where the name of a file has the DocumentCode and the DocumentType. */
    private static final int CODE = 1;
    private static final int TYPE = 2;
    private static final int DISCIPLINES = 3;

    /**
     * A message.
     *
     * @param name of its file
     */
    record Message(String name, byte[] xml) {

        String code() {
            return name.split("~")[CODE];
        }

        String type() {
            return name.split("~")[TYPE];
        }

        String discipline() {
            return code().substring(0, 3);
        }
    }

    private SampleMessages() {}

    /** @param folder to make them in */
    static List<Message> in(Path folder) {
        Sample sample = new Sample(folder, SampleTime.USUAL);
        sample.write(Sample.USUAL_SEED);
        List<Message> messages = new ArrayList<>();
        for (Path file : List.of(sample.untilNow(), sample.afterwards())) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        messages.add(new Message(entry.getName(), in.readAllBytes()));
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return messages;
    }

    /** So many of the messages of a few disciplines, in order; some come again, so that they meet. */
    static List<Message> some(long seed, List<Message> messages, int count) {
        Random random = new Random(seed);
        List<String> disciplines = messages.stream().map(Message::discipline).distinct().sorted().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(disciplines, random);
        List<String> chosen = disciplines.subList(0, DISCIPLINES);
        List<Message> theirs = messages.stream().filter(message -> chosen.contains(message.discipline())).toList();
        return random.ints(count, 0, theirs.size()).sorted().mapToObj(theirs::get).toList();
    }

    /**
     * Numbers of {@code count} messages or more, in order. By chance alone a short run would hardly meet rare types of documents and rare changes: of each
     * there are {@code each} first, or as many as there are, and only the rest is by chance.
     */
    static List<Integer> choice(long seed, List<Message> messages, int count, int each) {
        List<Integer> shuffled = IntStream.range(0, messages.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(shuffled, new Random(seed));
        Map<String, Integer> types = new HashMap<>();
        Set<Integer> chosen = shuffled.stream()
                .filter(number -> types.merge(messages.get(number).type(), 1, Integer::sum) <= each)
                .collect(Collectors.toCollection(TreeSet::new));
        Mutator mutator = mutator(seed, messages);
        addRareChanges(chosen, shuffled, each, number -> mutator.mutate(number, messages.get(number).xml()).changes());
        shuffled.stream().filter(number -> !chosen.contains(number)).limit(Math.max(0, count - chosen.size())).forEach(chosen::add);
        return List.copyOf(chosen);
    }

    private static void addRareChanges(Set<Integer> chosen, List<Integer> shuffled, int each, IntFunction<List<String>> changes) {
        Map<String, Integer> lacking = new HashMap<>();
        Mutator.CHANGES.forEach(change -> lacking.put(change, each));
        chosen.forEach(number -> count(lacking, changes.apply(number)));
        for (int number : shuffled) {
            if (lacking.isEmpty()) {
                return;
            }
            if (!chosen.contains(number)) {
                List<String> here = changes.apply(number);
                if (!Collections.disjoint(here, lacking.keySet())) {
                    chosen.add(number);
                    count(lacking, here);
                }
            }
        }
    }

    private static void count(Map<String, Integer> lacking, List<String> changes) {
        changes.forEach(change -> lacking.computeIfPresent(change, (any, times) -> times > 1 ? times - 1 : null));
    }

    /** What the mutations of {@code messages} depend on. */
    static Mutator mutator(long seed, List<Message> messages) {
        return new Mutator(seed, messages.stream().map(Message::code).distinct().sorted().toList());
    }
}
