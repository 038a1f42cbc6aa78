import dev.confiture.it.ProjectDatabase

// The last report is migrate's. It is a warning: who has no such tests loses nothing.
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.goal == 'migrate'
assert report.problems.collect { [it.code, it.severity] } == [['maven.failsafe-first', 'warning']]
ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note built', '2 add_author applied']
}
