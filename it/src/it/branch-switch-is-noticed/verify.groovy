import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('branch') == ['id']
    assert db.ledger().contains('3 on_a_branch applied')
}
