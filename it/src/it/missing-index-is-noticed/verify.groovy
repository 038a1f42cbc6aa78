import dev.confiture.it.ProjectDatabase

assert !new File(basedir, 'target/classes/META-INF/confiture/migrations.idx').exists()
ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == []
    assert db.columns('note') == []
}
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.problems.any { it.fix.contains('confiture-processor') }
