package org.palmares.node.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.live.rendering.JsonText;
import org.palmares.node.live.rendering.Renderings.Rendering;
import org.palmares.node.server.Piece;

/** Something that readers are told, shared by all who get it, whatever the form in which they do. Safe for use from any thread. */
public final class LiveFrame {

    private final Object subject;
    private final Object made;
    private final String event;
    private final Optional<String> id;
    private final JsonText data;
    private volatile Map<Form, Piece> pieces = Map.of();

    /** How frames look to readers of one kind; equal only to itself. */
    public interface Form {

        /** The bytes of {@code frame}; asked for once, and only where somebody gets them. */
        Piece piece(LiveFrame frame);
    }

    /** What is said about the stream itself. */
    enum Sign {
        START,
        RESYNC,
        CURSOR,
        ANEW,
        MOVE
    }

    /**
     * A frame.
     *
     * @param subject what it tells of: a {@link ChangeKey} or a {@link Sign}; a newer frame of the same subject makes it superfluous
     * @param made names the value that it carries: equal where the value is the same
     * @param event what kind of thing it tells of
     * @param id the cursor of who has read it
     */
    LiveFrame(Object subject, Object made, String event, Optional<String> id, JsonText data) {
        this.subject = subject;
        this.made = made;
        this.event = event;
        this.id = id;
        this.data = data;
    }

    /** One that tells of a value. */
    static LiveFrame of(ChangeKey subject, String id, Rendering value) {
        return new LiveFrame(subject, value.made(), subject.kind().event(), Optional.of(id), value.data());
    }

    Object subject() {
        return subject;
    }

    Object made() {
        return made;
    }

    /** Name of the event. */
    public String event() {
        return event;
    }

    /** The cursor of who has read it; none where it has none. */
    public Optional<String> id() {
        return id;
    }

    /** What it says. */
    public JsonText data() {
        return data;
    }

    /** Whether it is the first of its stream. */
    public boolean begins() {
        return subject == Sign.START;
    }

    /** Whether it is the last of its stream. */
    boolean ends() {
        return subject == Sign.MOVE || subject == Sign.ANEW;
    }

    /** Its bytes as {@code form} has them, made once. */
    public Piece in(Form form) {
        Piece known = pieces.get(form);
        return known == null ? make(form) : known;
    }

    private synchronized Piece make(Form form) {
        Piece known = pieces.get(form);
        if (known == null) {
            known = form.piece(this);
            Map<Form, Piece> more = new HashMap<>(pieces);
            more.put(form, known);
            pieces = Map.copyOf(more);
        }
        return known;
    }
}
