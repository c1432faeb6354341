package org.palmares.tools.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.palmares.tools.demo.Sample;

/** All messages of the sample Games, in order. */
final class SampleMessages {

    /** Where the name of a file has the DocumentCode. */
    private static final int CODE = 1;
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

        String discipline() {
            return code().substring(0, 3);
        }
    }

    private SampleMessages() {}

    /** @param folder to make them in */
    static List<Message> in(Path folder) {
        Sample sample = new Sample(folder);
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

    /** What the mutations of {@code messages} depend on. */
    static Mutator mutator(long seed, List<Message> messages) {
        return new Mutator(seed, messages.stream().map(Message::code).distinct().sorted().toList());
    }
}
