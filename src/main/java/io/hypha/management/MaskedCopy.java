package io.hypha.management;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the JSON that it reads, with each value masked by itself. For one use. */
final class MaskedCopy {
    private final JsonParser from;
    private final JsonGenerator to;
    private final UnaryOperator<String> masking;
    /** By what they were: the same name is masked alike in every row, and two names of an object stay two. */
    private final Map<String, String> names = new HashMap<>();

    MaskedCopy(JsonParser from, JsonGenerator to, UnaryOperator<String> masking) {
        this.from = from;
        this.to = to;
        this.masking = masking;
    }

    void run() throws IOException {
        from.nextToken();
        copy(AnswerPart.OWN, false);
    }

    /** @param own whether texts and numbers here are words of Hypha's */
    private void copy(AnswerPart part, boolean own) throws IOException {
        switch (from.currentToken()) {
            case START_OBJECT -> copyObject(part);
            case START_ARRAY -> copyArray(part, own);
            case VALUE_STRING -> to.writeString(own ? from.getText() : masking.apply(from.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber(own || part.ownsNumbers());
            default -> to.copyCurrentEvent(from);
        }
    }

    private void copyObject(AnswerPart part) throws IOException {
        to.writeStartObject();
        while (from.nextToken() != JsonToken.END_OBJECT) {
            String name = from.currentName();
            to.writeFieldName(part.ownsNames() ? name : maskedName(name));
            from.nextToken();
            copy(part.at(name), part.ownsWord(name));
        }
        to.writeEndObject();
    }

    private void copyArray(AnswerPart part, boolean own) throws IOException {
        to.writeStartArray();
        while (from.nextToken() != JsonToken.END_ARRAY) {
            copy(part, own);
        }
        to.writeEndArray();
    }

    /** As it was written; or as a text, for a mask is no part of a number. */
    private void copyNumber(boolean own) throws IOException {
        String number = from.getText();
        String masked = own ? number : masking.apply(number);
        if (masked.equals(number)) {
            to.writeNumber(number);
        } else {
            to.writeString(masked);
        }
    }

    private String maskedName(String name) {
        String masked = masking.apply(name);
        return masked.equals(name) ? name : names.computeIfAbsent(name, first -> unused(masked));
    }

    private String unused(String masked) {
        String name = masked;
        for (int number = 2; names.containsValue(name); number++) {
            name = masked + number;
        }
        return name;
    }
}
