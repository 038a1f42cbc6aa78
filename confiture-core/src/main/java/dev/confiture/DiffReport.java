package dev.confiture;

import dev.confiture.diff.ChangeSet;
import dev.confiture.plan.Plan;
import java.util.List;

/**
 * What differs between two schemas and how to get from one to the other.
 *
 * @param from and {@code to}: labels for people
 * @param up from the first to the second
 * @param down back
 * @param notCompared objects that were found and are of no kind that is compared
 */
public record DiffReport(String from, String to, ChangeSet changes, Plan up, Plan down, List<String> notCompared) {

    public DiffReport {
        notCompared = List.copyOf(notCompared);
    }
}
