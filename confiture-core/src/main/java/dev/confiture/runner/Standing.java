package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.ledger.Ledger;

/**
 * Where a database stands.
 *
 * @param ledger what it contains, with what the next run would stamp
 * @param serverMajor major version of its server
 */
public record Standing(Ledger ledger, int serverMajor) {

    public Standing {
        requireNonNull(ledger, "ledger");
    }
}
