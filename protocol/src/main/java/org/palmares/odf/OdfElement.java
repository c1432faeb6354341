package org.palmares.odf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a message, generic: ODF names extensions differently in every place, and unknown ones are carried too.
 *
 * @param name name as sent
 * @param attributes attributes in the order sent
 * @param children elements and text in the order sent
 * @param line line of the start tag, from 1; 0 where not read from XML
 */
public record OdfElement(String name, Map<String, String> attributes, List<OdfNode> children, int line) implements OdfNode {

    public OdfElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element made here rather than read. */
    public OdfElement(String name, Map<String, String> attributes, List<OdfNode> children) {
        this(name, attributes, children, 0);
    }

    /** The attribute's value; empty where absent, which means the same in ODF (Foundation Principles 3.1). */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The child elements with this name, in order. */
    public List<OdfElement> elements(String child) {
        return children.stream()
                .filter(OdfElement.class::isInstance)
                .map(OdfElement.class::cast)
                .filter(element -> element.name.equals(child))
                .toList();
    }

    /** The first child element with this name. */
    public Optional<OdfElement> element(String child) {
        return elements(child).stream().findFirst();
    }
}
