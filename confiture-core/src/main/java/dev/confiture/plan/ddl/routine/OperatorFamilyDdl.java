package dev.confiture.plan.ddl.routine;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Families of operator classes, with the members that belong to no class. */
final class OperatorFamilyDdl implements KindDdl {

    private static final Pattern MEMBER = Pattern.compile("(OPERATOR|FUNCTION) (\\d+) [^(]*(\\([^)]*\\)).*");

    @Override
    public List<Ddl> create(CatalogObject family, Scene scene) {
        List<Ddl> statements = new ArrayList<>();
        statements.add(Ddl.of("CREATE OPERATOR FAMILY " + family.key().path()));
        change(family, "ADD", family.lines(Property.MEMBERS)).ifPresent(statements::add);
        return statements;
    }

    @Override
    public List<Ddl> drop(CatalogObject family, Scene scene) {
        return List.of(DefinedDdl.dropped(family));
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        List<String> gone = new ArrayList<>(before.lines(Property.MEMBERS));
        gone.removeAll(after.lines(Property.MEMBERS));
        List<String> added = new ArrayList<>(after.lines(Property.MEMBERS));
        added.removeAll(before.lines(Property.MEMBERS));
        List<Ddl> statements = new ArrayList<>();
        change(after, "DROP", gone.stream().map(OperatorFamilyDdl::place).toList())
                .ifPresent(statements::add);
        change(after, "ADD", added).ifPresent(statements::add);
        return Optional.of(statements);
    }

    private static Optional<Ddl> change(CatalogObject family, String verb, List<String> members) {
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(Ddl.of("ALTER OPERATOR FAMILY %s %s\n    %s"
                        .formatted(family.key().path(), verb, String.join(",\n    ", members))));
    }

    /** Number and types, which DROP wants. */
    private static String place(String member) {
        Matcher matcher = MEMBER.matcher(member);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no member of an operator family: " + member);
        }
        return matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3);
    }
}
