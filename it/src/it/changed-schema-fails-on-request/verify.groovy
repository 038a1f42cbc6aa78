import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('tag') == []
}
