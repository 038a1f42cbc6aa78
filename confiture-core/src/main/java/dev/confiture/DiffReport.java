package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.config.SessionSettings;
import dev.confiture.diff.Change;
import dev.confiture.diff.ChangeSet;
import dev.confiture.plan.Plan;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between two schemas and how to get from one to the other.
 *
 * @param from and {@code to}: labels for people
 * @param changes what differs once the renames are done
 * @param renames what the DDL of the second one declares to have another name now
 * @param up from the first to the second
 * @param down back
 * @param session how a migration with these statements would be run: its limits are theirs
 * @param places where the DDL of one of the two defines what differs, or what it is a part of
 * @param leftOut what the filter left out of one of them, without the parts of these; sorted
 * @param notCompared objects that were found and are of no kind that is compared
 * @param problems about the comments that declare renames, and renames that nobody declared; no errors
 */
public record DiffReport(
        String from,
        String to,
        ChangeSet changes,
        Renames renames,
        Plan up,
        Plan down,
        SessionSettings session,
        Map<ObjectKey, SourceSpan> places,
        List<ObjectKey> leftOut,
        List<String> notCompared,
        List<Problem> problems) {

    public DiffReport {
        requireNonNull(session, "session");
        places = Map.copyOf(places);
        leftOut = List.copyOf(leftOut);
        notCompared = List.copyOf(notCompared);
        problems = List.copyOf(problems);
    }

    /** Whether both are the same schema, names included. */
    public boolean isEqual() {
        return changes.isEmpty() && renames.isEmpty();
    }

    /**
     * What differs, one line each: {@code + table app.notes}, {@code - column app.users.bio}, {@code ~ column app.users.name:
     * type text → varchar(80)}, with file and line of the DDL that defines it.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        renames.all().forEach(rename -> lines.add("> " + rename.from() + " is now " + rename.to()));
        changes.changes().forEach(change -> lines.add(line(change) + place(change)));
        return lines;
    }

    private static String line(Change change) {
        if (change instanceof Change.Altered altered) {
            return "~ " + change.key() + ": " + altered.details();
        }
        return (change instanceof Change.Added ? "+ " : "- ") + change.key();
    }

    private String place(Change change) {
        return Optional.ofNullable(places.get(change.key()))
                .map(place -> " (" + place.position() + ")")
                .orElse("");
    }
}
