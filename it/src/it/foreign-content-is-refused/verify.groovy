import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('theirs') == ['id']
    assert db.columns('note') == []
    assert db.ledger() == []
}
