import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('note') == ['id', 'text', 'author']
    assert db.ledger() == ['1 create_note built', '2 add_author built']
}

String script = new File(basedir, 'target/confiture/schema_local.sql').getText('UTF-8')
assert script.contains('CREATE TABLE note')
assert !script.contains(basedir.path)
