package io.hypha.watch;

import io.hypha.integration.Owner;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes files of one kind effective. Its stages tell of problems in the outcome; they fail only by mistake. */
interface FileHandler {
    CompletionStage<Outcome> apply(FileContent content);

    /** Takes back everything of a file that is gone, or is of another kind now. */
    CompletionStage<Void> remove(Owner owner);

    /** What runs because of the file. */
    List<String> provides(Owner owner);
}
