package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.odf.OdfElement;
import org.palmares.protocol.odf.OdfNode;

/** An element of a message while it is made; attributes without a value are left out, as ODF does. */
final class Element {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<OdfNode> children = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    Element with(String attribute, Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty()) {
            attributes.put(attribute, text);
        }
        return this;
    }

    Element with(String attribute, Object value, boolean wanted) {
        return wanted ? with(attribute, value) : this;
    }

    Element child(Element child) {
        children.add(child.made());
        return this;
    }

    Element children(List<Element> more) {
        more.forEach(this::child);
        return this;
    }

    OdfElement made() {
        return new OdfElement(name, attributes, children);
    }
}
