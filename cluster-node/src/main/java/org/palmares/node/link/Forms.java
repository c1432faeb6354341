package org.palmares.node.link;

import java.io.NotSerializableException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.palmares.node.link.Frame.Form;
import scala.util.Try;

/** Messages in the forms that they have for the cluster too. */
final class Forms {

    private final Serialization serialization;

    Forms(ActorSystem system) {
        serialization = SerializationExtension.get(system);
    }

    /** Throws {@link IllegalArgumentException} for what is no message between nodes. */
    Form of(Object message) {
        if (serialization.findSerializerFor(message) instanceof SerializerWithStringManifest serializer) {
            return new Form(serializer.identifier(), serializer.manifest(message), serializer.toBinary(message));
        }
        throw new IllegalArgumentException(message.getClass().getName() + " is no message between nodes");
    }

    Object read(Form form) throws NotSerializableException {
        Try<Object> read = serialization.deserialize(form.bytes(), form.serializer(), form.manifest());
        if (read.isSuccess()) {
            return read.get();
        }
        Throwable fault = read.failed().get();
        NotSerializableException unreadable = new NotSerializableException(form.manifest() + " of serializer " + form.serializer() + ": " + fault.getMessage());
        unreadable.initCause(fault);
        throw unreadable;
    }
}
