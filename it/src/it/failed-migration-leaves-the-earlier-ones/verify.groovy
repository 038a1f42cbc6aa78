import dev.confiture.it.ProjectDatabase

def problem = { String run -> new groovy.json.JsonSlurper().parse(new File(basedir, "target/${run}.json")).problems[0] }
assert problem('group').toString().contains('the transaction of all 3 migrations was rolled back')
assert problem('single').toString().contains('done before it, and staying: 1 create_note, 2 add_author')

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.columns('note') == ['id', 'text', 'author']
    assert db.columns('half') == []
}
