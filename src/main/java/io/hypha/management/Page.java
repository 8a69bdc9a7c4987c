package io.hypha.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A part of a list.
 *
 * @param next where the following part is; null if this is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page(List<?> items, String next) {
    static Page all(List<?> items) {
        return new Page(items, null);
    }
}
