import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note built', '2 add_author built', '1.5 first_notes applied'].sort { it.split(' ')[0] as BigDecimal }
    assert db.rows('SELECT text FROM note') == ['hello']
}
