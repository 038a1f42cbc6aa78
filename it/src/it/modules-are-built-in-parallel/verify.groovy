import dev.confiture.it.ProjectDatabase

['alpha', 'beta', 'gamma', 'delta'].eachWithIndex { name, i ->
    ProjectDatabase.of(basedir, name).withCloseable { db ->
        assert db.columns(name) == ['id']
        assert db.ledger() == ["${i + 1} create_${name} built"]
    }
}
// One server for all of them, at the root.
assert new File(basedir, '.confiture').isDirectory()
assert !new File(basedir, 'alpha/.confiture').exists()
