package dev.confiture.plan;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.Operation.Verb;
import java.util.function.BiConsumer;

/**
 * Casts that expressions use. The server remembers of an expression the function behind a cast, or the type that it leads to,
 * but prints the cast: that is better there before, as far as what must be allows it.
 */
final class UsedCasts {

    private final Catalog after;
    private final Operations operations;

    UsedCasts(Catalog after, Operations operations) {
        this.after = after;
        this.operations = operations;
    }

    /** Pairs of which the first had better come before the second. */
    void forEach(BiConsumer<Operation, Operation> firstThen) {
        operations.all().stream()
                .filter(operation ->
                        operation.verb() == Verb.CREATE && operation.key().kind() == ObjectKind.CAST)
                .forEach(cast -> {
                    for (ObjectKey used : after.needs(cast.key())) {
                        for (ObjectKey user : after.neededBy(used)) {
                            if (user.kind() != ObjectKind.CAST && used.kind() != ObjectKind.SCHEMA) {
                                firstThen.accept(cast, new Operation(Verb.CREATE, user));
                                firstThen.accept(cast, new Operation(Verb.ALTER, user));
                            }
                        }
                    }
                });
    }
}
