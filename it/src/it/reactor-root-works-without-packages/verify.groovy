import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir, 'app').withCloseable { db ->
    assert db.ledger() == ['1 create_base built', '2 create_app built']
    assert db.columns('app') == ['id']
}
assert !new File(basedir, 'base/target').listFiles().any { it.name.endsWith('.jar') }
def problem = new groovy.json.JsonSlurper().parse(new File(basedir, 'app/target/report.json')).problems[0]
assert problem.code == 'maven.not-compiled'
assert problem.what == 'Module app needs modules that this run leaves out: base.'
assert problem.fix.contains('-pl :app -am')
