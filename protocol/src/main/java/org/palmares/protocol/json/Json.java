package org.palmares.protocol.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Writes and reads JSON; times are ISO 8601. What is not known of an object is left out when it is read: a newer release may have written it. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** {@code value} as UTF-8 JSON. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a " + value.getClass().getName() + " cannot be written as JSON", impossible);
        }
    }

    /**
     * Reads what {@link #bytes} wrote, or somebody sent.
     *
     * @throws IOException if it is not of that form; its message says where
     */
    public static <T> T read(byte[] json, Class<T> form) throws IOException {
        T value = MAPPER.readValue(json, form);
        if (value == null) {
            throw new IOException("it is null");
        }
        return value;
    }
}
