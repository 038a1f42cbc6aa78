import dev.confiture.it.ProjectDatabase

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('[lock.orphan]')
assert log.contains(': SELECT pg_sleep(3600)')

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.events() == ['created', 'applied', 'applied', 'migrated_to']
    assert db.rows("SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'") == []
}
