import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied']
    assert db.events() == ['created', 'applied']
    assert db.columns('note') == ['id', 'text']
}
String script = new File(basedir, 'target/sql/migrate.sql').getText('UTF-8')
assert script.contains('CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL);')
