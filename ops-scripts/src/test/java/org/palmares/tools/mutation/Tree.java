package org.palmares.tools.mutation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.odf.OdfElement;
import org.palmares.protocol.odf.OdfText;

/** An element that can be changed, and holds what no element of XML may hold: an attribute twice, characters that do not exist. */
final class Tree {

    /** An attribute; its value is written as it is where it is {@code raw}. */
    record Attribute(String name, String value, boolean raw) {

        Attribute with(String other) {
            return new Attribute(name, other, false);
        }
    }

    final List<Attribute> attributes = new ArrayList<>();
    /** Trees and texts. */
    final List<Object> children = new ArrayList<>();
    String name;

    private Tree(String name) {
        this.name = name;
    }

    static Tree of(OdfElement element) {
        Tree tree = new Tree(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            tree.attributes.add(new Attribute(attribute.getKey(), attribute.getValue(), false));
        }
        element.children().forEach(child -> tree.children.add(child instanceof OdfText text ? text.text() : of((OdfElement) child)));
        return tree;
    }

    Tree copy() {
        Tree copy = new Tree(name);
        copy.attributes.addAll(attributes);
        children.forEach(child -> copy.children.add(child instanceof Tree tree ? tree.copy() : child));
        return copy;
    }

    /** This and all below it, in order. */
    List<Tree> all() {
        List<Tree> all = new ArrayList<>();
        collect(all);
        return all;
    }

    private void collect(List<Tree> into) {
        into.add(this);
        children.forEach(child -> {
            if (child instanceof Tree tree) {
                tree.collect(into);
            }
        });
    }

    /** Characters of all names, values and texts. */
    long length() {
        long length = name.length();
        for (Attribute is : attributes) {
            length += is.name().length() + is.value().length();
        }
        for (Object child : children) {
            length += child instanceof Tree tree ? tree.length() : ((String) child).length();
        }
        return length;
    }

    /** Sets the attribute, which is added where it is missing. */
    void set(String attribute, String value) {
        attributes.removeIf(is -> is.name().equals(attribute));
        attributes.add(new Attribute(attribute, value, false));
    }

    byte[] xml() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach(is -> out.append(' ').append(is.name()).append("=\"").append(is.raw() ? is.value() : escaped(is.value())).append('"'));
        out.append('>');
        children.forEach(child -> {
            if (child instanceof Tree tree) {
                tree.write(out);
            } else {
                out.append(escaped((String) child));
            }
        });
        out.append("</").append(name).append(">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }
}
