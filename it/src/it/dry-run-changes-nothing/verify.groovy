import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied']
    assert db.events() == ['created', 'applied']
    assert db.columns('note') == ['id', 'text']
}
// What was asked for is printed, under -q too.
assert new File(basedir, 'build.log').getText('UTF-8').count('nothing is executed or written') == 3
