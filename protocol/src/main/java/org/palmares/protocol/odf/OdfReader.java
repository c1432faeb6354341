package org.palmares.protocol.odf;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** Reads messages from XML. Nothing outside the bytes is ever read: document type declarations are refused, entities not expanded. */
public final class OdfReader {

    private static final WstxInputFactory FACTORY = factory();

    private OdfReader() {}

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // What is read later than it is looked at fails where nobody expects it.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, OdfLimits.DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, OdfLimits.ATTRIBUTE_CHARACTERS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, OdfLimits.ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) OdfLimits.ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, (long) OdfLimits.MESSAGE_BYTES);
        return factory;
    }

    /**
     * Reads a message that was accepted once, and checks its header; dates of any year of four digits.
     *
     * @param xml the whole message, UTF-8
     * @throws OdfSyntaxException if it is not well-formed, declares a document type, or passes a bound
     * @throws OdfInvalidException if the root or the header is not that of an ODF message; lists every fault
     */
    public static OdfMessage read(byte[] xml) throws OdfSyntaxException, OdfInvalidException {
        return read(xml, Optional.empty());
    }

    /**
     * Reads a message that comes in.
     *
     * @param xml the whole message, UTF-8
     * @param today a message dated years away from it is refused: it would stand before or behind all others for ever
     * @throws OdfSyntaxException if it is not well-formed, declares a document type, or passes a bound
     * @throws OdfInvalidException if the root or the header is not that of an ODF message; lists every fault
     */
    public static OdfMessage read(byte[] xml, LocalDate today) throws OdfSyntaxException, OdfInvalidException {
        return read(xml, Optional.of(today));
    }

    private static OdfMessage read(byte[] xml, Optional<LocalDate> today) throws OdfSyntaxException, OdfInvalidException {
        OdfElement root = readElement(xml);
        Parsed<OdfHeader> header = HeaderReader.read(root, today);
        if (!header.faults().isEmpty()) {
            throw new OdfInvalidException(header.faults());
        }
        return new OdfMessage(header.value(), root, header.warnings());
    }

    /** Reads any XML document under the same bounds, without looking at what it says. */
    public static OdfElement readElement(byte[] xml) throws OdfSyntaxException {
        if (xml.length > OdfLimits.MESSAGE_BYTES) {
            throw new OdfSyntaxException("the message has more than " + OdfLimits.MESSAGE_BYTES + " bytes", 1, 1);
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml), "UTF-8");
            try {
                return document(reader);
            } catch (XMLStreamException notWellFormed) {
                throw syntax(notWellFormed, reader.getLocation());
            } finally {
                reader.close();
            }
        } catch (XMLStreamException notWellFormed) {
            throw syntax(notWellFormed, notWellFormed.getLocation());
        }
    }

    private static OdfElement document(XMLStreamReader reader) throws XMLStreamException, OdfSyntaxException {
        Deque<Open> open = new ArrayDeque<>();
        Strings strings = new Strings();
        OdfElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw at(reader, "a document type declaration is not allowed in ODF and was not read");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw at(reader, "an entity that XML itself does not define");
                case XMLStreamConstants.START_ELEMENT -> open.push(new Open(reader, strings));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty() && !reader.getText().isBlank()) {
                        open.peek().children.add(new OdfText(reader.getText()));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    OdfElement element = open.pop().close();
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.peek().children.add(element);
                    }
                }
                default -> {
                    // Comments and processing instructions say nothing in ODF.
                }
            }
        }
        return root;
    }

    private static OdfSyntaxException at(XMLStreamReader reader, String message) {
        return new OdfSyntaxException(message, reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
    }

    /** Only the first line of the parser's words: the rest repeats the place. Never the text of the document. */
    private static OdfSyntaxException syntax(XMLStreamException cause, Location fallback) {
        Location place = cause.getLocation() == null ? fallback : cause.getLocation();
        String message = cause.getMessage() == null ? "not well-formed" : cause.getMessage().lines().findFirst().orElse("not well-formed");
        return new OdfSyntaxException(
                message, place == null ? 1 : Math.max(1, place.getLineNumber()), place == null ? 1 : Math.max(1, place.getColumnNumber()));
    }

    private static final class Open {
        private final String name;
        private final int line;
        private final String[] attributes;
        private final List<OdfNode> children = new ArrayList<>();

        private Open(XMLStreamReader reader, Strings strings) {
            // Names are one object each already: the parser keeps a table of them.
            name = reader.getLocalName();
            line = reader.getLocation().getLineNumber();
            attributes = new String[2 * reader.getAttributeCount()];
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes[2 * i] = reader.getAttributeLocalName(i);
                attributes[2 * i + 1] = strings.one(reader.getAttributeValue(i));
            }
        }

        private OdfElement close() {
            return new OdfElement(name, attributes, children.toArray(OdfNode[]::new), line);
        }
    }
}
