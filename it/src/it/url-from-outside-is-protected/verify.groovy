import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.columns('tag') == []
    assert db.ledger() == ['1 create_note built', '2 add_author built']
    assert db.events().contains('protected')
}
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.problems*.code == ['build.protected']
