package dev.confiture.corpora;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.generate.Picture;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many pairs some other tool takes from the old schema to the new one, by the same judges. */
public final class OtherToolTrial {

    private final Database server;
    private final Set<QualifiedName> leftOut;

    /** @param leftOut tables that the tool writes for itself, in schema public */
    public OtherToolTrial(Database server, Collection<String> leftOut) {
        this.server = server;
        this.leftOut = leftOut.stream()
                .map(name -> QualifiedName.of(Identifier.of("public"), Identifier.of(name)))
                .collect(Collectors.toSet());
    }

    /** Gives one database the schema of another. */
    @FunctionalInterface
    public interface OtherTool {
        void change(Database before, Database after) throws Exception;
    }

    /** @param reached the new schema, as both judges see it, out of {@code pairs} */
    public record Result(int reached, int pairs) {}

    /** @param folder of the pairs, of which it takes every so many */
    public Result run(Path folder, int every, OtherTool tool) throws SQLException {
        List<DiffPair> all = DiffPair.all(folder);
        List<DiffPair> pairs = IntStream.range(0, all.size())
                .filter(place -> place % every == 0)
                .mapToObj(all::get)
                .toList();
        makeRoles(pairs);
        int reached = 0;
        try (ScratchServer scratch = ScratchServer.open(server, "confiture:benchmark")) {
            for (DiffPair pair : pairs) {
                reached += reaches(scratch, pair, tool) ? 1 : 0;
            }
        }
        return new Result(reached, pairs.size());
    }

    private boolean reaches(ScratchServer scratch, DiffPair pair, OtherTool tool) {
        try (PairSide before = PairSide.load(scratch, pair.before());
                PairSide after = PairSide.load(scratch, pair.after());
                ScratchDatabase changed = before.copy();
                ScratchDatabase wanted = after.copy()) {
            tool.change(named(changed), named(wanted));
            try (Session session = changed.open()) {
                return Picture.read(session, leftOut)
                        .differencesTo(after.picture())
                        .isEmpty();
            }
        } catch (Exception e) {
            return false;
        }
    }

    private static Database named(ScratchDatabase database) throws SQLException {
        try (Session session = database.open()) {
            return session.database();
        }
    }

    private void makeRoles(List<DiffPair> pairs) throws SQLException {
        Set<String> roles = new TreeSet<>();
        pairs.forEach(pair -> pair.roles().forEach(role -> roles.add(DiffPair.stored(role))));
        try (Session session = server.open("confiture:benchmark")) {
            for (String role : roles) {
                session.execute("CREATE ROLE " + Identifier.of(role).quoted());
            }
        }
    }
}
