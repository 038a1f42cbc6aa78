import dev.confiture.it.ProjectDatabase

def written = new File(basedir, 'src/main/java/db/migrations').list().toList()
assert written.findAll { it.startsWith('AddTag') }.size() >= 1
assert written.every { !it.startsWith('NothingLeft') && !it.startsWith('NotSeenYet') }
assert new File(basedir, 'db/schema_history').list().size() == 2

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('tag') == ['id', 'note_id', 'name']
    assert db.columns('tagged') == ['id', 'name']
    assert db.ledger().size() >= 3 && db.ledger()[0] == '1 create_note built'
    assert db.ledger().drop(1).every { it.endsWith('applied') }
}
