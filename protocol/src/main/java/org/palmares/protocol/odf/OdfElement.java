package org.palmares.protocol.odf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a message, generic: ODF names extensions differently in every place, and unknown ones are carried too. Immutable, and small:
 * two short arrays, because a message may have hundreds of thousands of elements.
 */
public final class OdfElement implements OdfNode {

    private static final String[] NO_ATTRIBUTES = {};
    private static final OdfNode[] NO_CHILDREN = {};

    private final String name;
    /** Names and values in turn, in the order sent. */
    private final String[] attributes;
    private final OdfNode[] children;
    private final int line;

    /** Takes the arrays over. */
    OdfElement(String name, String[] attributes, OdfNode[] children, int line) {
        this.name = name;
        this.attributes = attributes.length == 0 ? NO_ATTRIBUTES : attributes;
        this.children = children.length == 0 ? NO_CHILDREN : children;
        this.line = line;
    }

    /** An element made here rather than read. */
    public OdfElement(String name, Map<String, String> attributes, List<OdfNode> children) {
        this(name, flat(attributes), children.toArray(OdfNode[]::new), 0);
    }

    private static String[] flat(Map<String, String> attributes) {
        List<String> flat = new ArrayList<>();
        attributes.forEach((attribute, value) -> {
            flat.add(attribute);
            flat.add(value);
        });
        return flat.toArray(String[]::new);
    }

    /** Name as sent. */
    public String name() {
        return name;
    }

    /** Line of the start tag, from 1; 0 where not read from XML. */
    public int line() {
        return line;
    }

    /** Attributes in the order sent; made for each call. */
    public Map<String, String> attributes() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put(attributes[i], attributes[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    int attributeCount() {
        return attributes.length / 2;
    }

    String attributeName(int number) {
        return attributes[2 * number];
    }

    String attributeValue(int number) {
        return attributes[2 * number + 1];
    }

    /** Elements and text in the order sent. */
    public List<OdfNode> children() {
        return List.of(children);
    }

    OdfNode[] nodes() {
        return children;
    }

    /** The attribute's value; empty where absent, which means the same in ODF (Foundation Principles 3.1). */
    public String attribute(String attribute) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(attribute)) {
                return attributes[i + 1];
            }
        }
        return "";
    }

    /** The child elements with this name, in order. */
    public List<OdfElement> elements(String child) {
        List<OdfElement> elements = new ArrayList<>();
        for (OdfNode node : children) {
            if (node instanceof OdfElement element && element.name.equals(child)) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The first child element with this name. */
    public Optional<OdfElement> element(String child) {
        for (OdfNode node : children) {
            if (node instanceof OdfElement element && element.name.equals(child)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return '<' + name + ' ' + attributes() + '>';
    }
}
