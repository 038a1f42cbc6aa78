package dev.confiture.catalog;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog.Need;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which object of a catalog needs which, worked out when it is asked for. */
final class Needs {

    private final Supplier<Collection<Need>> stated;
    private final Predicate<ObjectKey> known;
    private Optional<BothWays> edges = Optional.empty();

    /** @param known whether an object is one of the catalog's; needs of others are left out */
    Needs(Supplier<Collection<Need>> stated, Predicate<ObjectKey> known) {
        this.stated = requireNonNull(stated, "stated");
        this.known = requireNonNull(known, "known");
    }

    private record BothWays(Edges there, Edges back) {}

    SortedSet<ObjectKey> of(ObjectKey user) {
        return edges().there().from(user);
    }

    SortedSet<ObjectKey> whoNeed(ObjectKey used) {
        return edges().back().from(used);
    }

    private synchronized BothWays edges() {
        if (edges.isEmpty()) {
            edges = Optional.of(workedOut());
        }
        return edges.get();
    }

    private BothWays workedOut() {
        BothWays both = new BothWays(new Edges(), new Edges());
        for (Need need : stated.get()) {
            if (known.test(need.user()) && known.test(need.used()) && !need.isOfItself()) {
                both.there().add(need.user(), need.used());
                both.back().add(need.used(), need.user());
            }
        }
        return both;
    }
}
