import dev.confiture.it.ProjectDatabase

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('the transaction of all 3 migrations was rolled back')
assert log.contains('done before it, and staying: 1 create_note, 2 add_author')

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.columns('note') == ['id', 'text', 'author']
    assert db.columns('half') == []
}
