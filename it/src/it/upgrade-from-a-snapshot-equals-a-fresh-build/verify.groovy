import dev.confiture.it.ProjectDatabase

List<String> upgraded = ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note built', '2 add_author applied']
    db.definitions()
}
List<String> fresh = ProjectDatabase.of(basedir, 'fresh').withCloseable { db -> db.definitions() }
assert upgraded.size() > 3
assert upgraded == fresh
