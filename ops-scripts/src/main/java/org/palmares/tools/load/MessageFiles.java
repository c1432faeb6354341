package org.palmares.tools.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.palmares.protocol.odf.OdfLimits;
import org.palmares.tools.client.Outgoing;

/** Messages in files: {@code .xml}, {@code .xml.gz}, and {@code .zip} with either in it. Archives stay open until closed. */
final class MessageFiles implements AutoCloseable {

    /**
     * A file or entry that cannot be sent.
     *
     * @param name which
     * @param reason why
     */
    record Broken(String name, String reason) {}

    /**
     * What is there.
     *
     * @param messages in the order of sending
     * @param broken what cannot be sent
     */
    record Index(List<MessageRef> messages, List<Broken> broken) {}

    private final Map<Path, ZipFile> archives = new ConcurrentHashMap<>();

    /** Looks through {@code paths}, folders with all that is in them. Other kinds of files in folders are passed over. */
    Index index(List<Path> paths) {
        List<MessageRef> messages = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path, broken)) {
                index(file, messages, broken);
            }
        }
        messages.sort(MessageRef.ORDER);
        return new Index(messages, broken);
    }

    private static List<Path> files(Path path, List<Broken> broken) {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> files = found.filter(Files::isRegularFile).filter(file -> file.equals(path) || isMessages(file)).sorted().toList();
            if (files.isEmpty()) {
                broken.add(new Broken(path.toString(), "no .xml, .xml.gz or .zip file is in it"));
            }
            return files;
        } catch (IOException | UncheckedIOException missing) {
            broken.add(new Broken(path.toString(), Files.exists(path) ? missing.getMessage() : "no such file or folder"));
            return List.of();
        }
    }

    private static boolean isMessages(Path file) {
        String name = lower(file);
        return name.endsWith(".xml") || name.endsWith(".xml.gz") || name.endsWith(".zip");
    }

    private void index(Path file, List<MessageRef> messages, List<Broken> broken) {
        try {
            if (!lower(file).endsWith(".zip")) {
                try (InputStream in = Files.newInputStream(file)) {
                    add(file, "", in, messages, broken);
                }
                return;
            }
            ZipFile zip = new ZipFile(file.toFile());
            ZipFile before = archives.put(file, zip);
            if (before != null) {
                before.close();
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                entry(file, zip, entries.nextElement(), messages, broken);
            }
        } catch (IOException unreadable) {
            broken.add(new Broken(file.toString(), reason(unreadable)));
        }
    }

    private static void entry(Path file, ZipFile zip, ZipEntry entry, List<MessageRef> messages, List<Broken> broken) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        if (entry.isDirectory() || !(name.endsWith(".xml") || name.endsWith(".xml.gz"))) {
            return;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            add(file, entry.getName(), in, messages, broken);
        } catch (IOException unreadable) {
            broken.add(new Broken(file + "!" + entry.getName(), reason(unreadable)));
        }
    }

    private static void add(Path file, String entry, InputStream in, List<MessageRef> messages, List<Broken> broken) throws IOException {
        String name = entry.isEmpty() ? lower(file) : entry.toLowerCase(Locale.ROOT);
        Optional<HeaderScan> header = HeaderScan.of((name.endsWith(".gz") ? new GZIPInputStream(in) : in).readNBytes(HeaderScan.BYTES));
        if (header.isEmpty()) {
            broken.add(new Broken(new MessageRef(null, "", "", file, entry).name(),
                    "no readable Date and Time at its beginning, so it has no place in the order"));
            return;
        }
        header.ifPresent(is -> messages.add(new MessageRef(is.time(), is.documentType(), is.documentCode(), file, entry)));
    }

    /**
     * The message, packed if it is packed in its file.
     *
     * @throws IOException if it cannot be read or has more bytes than any message may have
     */
    Outgoing read(MessageRef message) throws IOException {
        boolean gzip = message.name().toLowerCase(Locale.ROOT).endsWith(".gz");
        ZipFile archive = archives.get(message.file());
        try (InputStream in = message.entry().isEmpty() || archive == null
                ? Files.newInputStream(message.file())
                : archive.getInputStream(archive.getEntry(message.entry()))) {
            byte[] bytes = in.readNBytes(OdfLimits.MESSAGE_BYTES + 1);
            if (bytes.length > OdfLimits.MESSAGE_BYTES) {
                throw new IOException("has more than " + OdfLimits.MESSAGE_BYTES + " bytes, the most that a message may have");
            }
            return new Outgoing(bytes, gzip);
        }
    }

    private static String lower(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    @Override
    public void close() {
        archives.values().forEach(archive -> {
            try {
                archive.close();
            } catch (IOException ignored) {
                // It was only read; there is nothing to lose.
            }
        });
    }
}
