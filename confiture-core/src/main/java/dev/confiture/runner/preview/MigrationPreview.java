package dev.confiture.runner.preview;

import dev.confiture.hazard.HazardReview;
import dev.confiture.hazard.Tier;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.problem.SourceSpan;
import dev.confiture.runner.code.LoadedMigration;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementSplitter;
import dev.confiture.sql.TextPositions;
import java.util.ArrayList;
import java.util.List;

/**
 * What one way of a migration is known to do.
 *
 * @param statements in the order of the source; resources last
 */
public record MigrationPreview(ResolvedMigration migration, Direction direction, List<KnownStatement> statements) {

    public MigrationPreview {
        statements = List.copyOf(statements);
    }

    /** Reads the index and the resources; runs nothing of the migration. */
    public static MigrationPreview of(LoadedMigration loaded, Direction direction, MigrationCode code) {
        return new Reader(loaded, direction, code).read();
    }

    /** Whether the statements are all that will run: only declared SQL can promise that. */
    public boolean isComplete() {
        return migration.entry().form().isDeclarative();
    }

    public boolean isTransactional() {
        return migration.entry().options().transactional();
    }

    /** The worst of its statements; unknown where more than those may run. */
    public Tier tier() {
        return isComplete()
                ? statements.stream()
                        .map(statement -> statement.hazards().tier())
                        .reduce(Tier.ADDITIVE, Tier::worst)
                : Tier.UNKNOWN;
    }

    private static final class Reader {

        private final LoadedMigration loaded;
        private final IndexEntry entry;
        private final Direction direction;
        private final MigrationCode code;
        private final HazardReview review = new HazardReview();
        private final List<KnownStatement> statements = new ArrayList<>();

        Reader(LoadedMigration loaded, Direction direction, MigrationCode code) {
            this.loaded = loaded;
            this.entry = loaded.migration().entry();
            this.direction = direction;
            this.code = code;
        }

        MigrationPreview read() {
            KnownSql known = direction == Direction.UP ? entry.up() : entry.down();
            for (KnownSql.Call call : known.statements()) {
                int line = call.line() > 0 ? call.line() : entry.source().line();
                SourceSpan place = SourceSpan.of(entry.source().file(), line);
                SplitScript script = StatementSplitter.split(call.sql());
                script.statements().forEach(statement -> add(script, statement, place, call.conditional()));
            }
            if (entry.form().isDeclarative()) {
                loaded.declaredResource(direction).ifPresent(name -> addResource(name, false));
            } else {
                // The index does not say which way runs a resource; a migration without a way back has one way only.
                boolean mayBeTheOtherWay = entry.form() != MigrationForm.JAVA;
                entry.source().resources().forEach(name -> addResource(name, mayBeTheOtherWay));
            }
            return new MigrationPreview(loaded.migration(), direction, statements);
        }

        private void addResource(String name, boolean conditional) {
            String text = code.resource(loaded.migration(), name);
            SplitScript script = StatementSplitter.split(text);
            TextPositions positions = TextPositions.of(text);
            for (SqlStatement statement : script.statements()) {
                add(script, statement, positions.span(name, statement.start()), conditional);
            }
        }

        private void add(SplitScript script, SqlStatement statement, SourceSpan place, boolean conditional) {
            String sql = script.text(statement);
            statements.add(new KnownStatement(sql, statement.kind(), place, conditional, review.next(sql)));
        }
    }
}
