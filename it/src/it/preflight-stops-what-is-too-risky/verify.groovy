import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    // Nothing of the rehearsals is in the ledger.
    assert db.events() == ['created', 'applied', 'applied', 'migrated_to']
    assert db.rows("SELECT datname FROM pg_database WHERE datname LIKE 'confiture_preflight%'") == []
}
