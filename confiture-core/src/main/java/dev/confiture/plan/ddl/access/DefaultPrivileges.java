package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ALTER DEFAULT PRIVILEGES; the name of such an object is what stands between these words and GRANT, and behind ON. */
final class DefaultPrivileges implements KindDdl {

    private static final Pattern NAME =
            Pattern.compile("(?:FOR ROLE (.+?) )?(IN SCHEMA .+ )?ON ([A-Z ]+)", Pattern.DOTALL);

    @Override
    public List<Ddl> create(CatalogObject privileges, Scene scene) {
        return write(privileges, Privileges.none(), read(privileges));
    }

    @Override
    public List<Ddl> drop(CatalogObject privileges, Scene scene) {
        return write(privileges, read(privileges), Privileges.none());
    }

    @Override
    public Optional<List<Ddl>> alter(
            CatalogObject before, CatalogObject after, SortedSet<Property> changed, Scene scene) {
        return Optional.of(write(after, read(before), read(after)));
    }

    private static Privileges read(CatalogObject privileges) {
        return Privileges.read(privileges.lines(Property.DEFINITION));
    }

    private static List<Ddl> write(CatalogObject privileges, Privileges before, Privileges after) {
        String name = privileges.key().name();
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the name of default privileges: " + name);
        }
        String role = parts.group(1);
        GrantStatements statements = new GrantStatements(
                "ALTER DEFAULT PRIVILEGES " + name.substring(0, parts.start(3) - "ON ".length()),
                parts.group(3),
                "",
                role == null ? "CURRENT_USER" : role);
        return statements.write(PrivilegeChange.between(before, after)).stream()
                .map(ddl -> ddl.with(Hazard.of(
                        Hazard.Kind.PRIVILEGE_CHANGE, "what roles may do with objects made from now on changes")))
                .toList();
    }
}
