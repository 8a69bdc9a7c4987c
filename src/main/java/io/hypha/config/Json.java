package io.hypha.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;

/**
 * The one way JSON is written and trees are made: names in snake_case, times as ISO 8601 text, decimals exact. Nothing chooses a
 * Java class by what a document says. Documents from outside are read by {@link Documents}, which is stricter.
 */
public final class Json {
    private static final ObjectMapper MAPPER = builder(new JsonFactory()).build();

    private Json() {}

    /** Shared and thread-safe. Must not be configured further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    static JsonMapper.Builder builder(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .addModule(times());
    }

    private static SimpleModule times() {
        return new SimpleModule("times")
                .addSerializer(Temporal.class, ToStringSerializer.instance)
                .addSerializer(TemporalAmount.class, ToStringSerializer.instance);
    }
}
