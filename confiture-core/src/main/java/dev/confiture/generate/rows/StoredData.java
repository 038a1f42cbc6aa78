package dev.confiture.generate.rows;

import dev.confiture.db.Session;
import dev.confiture.plan.Plan;
import dev.confiture.plan.rename.Renames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database holds beside its schema: what stands in its tables, and where its sequences are. */
public final class StoredData {

    private final TableRows rows;
    private final SequencePositions positions;

    private StoredData(TableRows rows, SequencePositions positions) {
        this.rows = rows;
        this.positions = positions;
    }

    public static StoredData read(Session session) throws SQLException {
        return new StoredData(TableRows.read(session), SequencePositions.read(session));
    }

    /**
     * What is gone in {@code later} though the plan in between does not say that it would be, one sentence each.
     *
     * @param renames that are part of the plan
     */
    public List<Loss> losses(StoredData later, Plan plan, Renames renames) {
        List<Loss> losses = new ArrayList<>(rows.losses(later.rows, plan, renames));
        losses.addAll(positions.losses(later.positions, TableRows.announced(plan, renames), renames));
        return losses;
    }
}
