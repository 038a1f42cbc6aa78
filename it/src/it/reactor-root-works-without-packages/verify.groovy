import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir, 'app').withCloseable { db ->
    assert db.ledger() == ['1 create_base built', '2 create_app built']
    assert db.columns('app') == ['id']
}
assert !new File(basedir, 'base/target').listFiles().any { it.name.endsWith('.jar') }
String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('[maven.not-compiled] Module app needs modules that this run leaves out: base.')
assert log.contains('-pl :app -am')
