import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('note') == ['id', 'text', 'author']
    assert db.ledger() == ['1 create_note built', '2 add_author built']
}
