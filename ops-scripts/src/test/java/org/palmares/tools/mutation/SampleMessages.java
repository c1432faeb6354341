package org.palmares.tools.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.palmares.tools.demo.Sample;

/** All messages of the sample Games, in order. */
final class SampleMessages {

    /** Where the name of a file has the DocumentCode. */
    private static final int CODE = 1;

    /**
     * A message.
     *
     * @param name of its file
     */
    record Message(String name, byte[] xml) {

        String code() {
            return name.split("~")[CODE];
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

    /** What the mutations of {@code messages} depend on. */
    static Mutator mutator(long seed, List<Message> messages) {
        return new Mutator(seed, messages.stream().map(Message::code).distinct().sorted().toList());
    }
}
