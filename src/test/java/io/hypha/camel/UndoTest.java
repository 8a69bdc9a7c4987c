package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
    private final List<String> taken = new ArrayList<>();

    @Test
    void shouldTakeBackLastFirst() {
        Undo undo = new Undo();
        undo.add("first", taken::add);
        undo.add("second", taken::add);

        undo.close();

        assertThat(taken).containsExactly("second", "first");
    }

    @Test
    void shouldTakeBackTheOthersWhereOneFails() {
        Undo undo = new Undo();
        undo.add("first", taken::add);
        undo.add("second", made -> {
            throw new IllegalStateException("in use");
        });
        undo.add("third", taken::add);

        undo.close();

        assertThat(taken).containsExactly("third", "first");
    }
}
