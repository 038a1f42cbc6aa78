import dev.confiture.it.ProjectDatabase

// The folder's name and the environment's name the database.
ProjectDatabase.of(basedir, 'init_makes_a_project_that_verifies_local').withCloseable { db ->
    assert db.columns('app.users') == ['id', 'name', 'bio']
    assert db.ledger() == ['20260101090000 create_users built', '20260102090000 add_user_bio built']
}
def tests = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/TEST-db.UsersIT.xml'))
assert tests.@tests == '1' && tests.@failures == '0' && tests.@errors == '0'
