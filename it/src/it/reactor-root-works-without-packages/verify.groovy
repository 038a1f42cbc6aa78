import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir, 'app').withCloseable { db ->
    assert db.ledger() == ['1 create_base built', '2 create_app built']
    assert db.columns('app') == ['id']
}
assert !new File(basedir, 'base/target').listFiles().any { it.name.endsWith('.jar') }
