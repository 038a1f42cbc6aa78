import dev.confiture.it.ProjectDatabase

def problem = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/refused.json')).problems[0]
assert problem.code == 'lock.orphan'
assert problem.why.contains(': SELECT pg_sleep(3600)')

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.events() == ['created', 'applied', 'applied', 'migrated_to']
    assert db.rows("SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'") == []
}
