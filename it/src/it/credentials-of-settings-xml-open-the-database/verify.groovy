import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.rows('SELECT DISTINCT applied_by FROM tb_confiture') == ['app']
}
