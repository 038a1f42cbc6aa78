import dev.confiture.it.ProjectDatabase

List<String> upgraded = ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note built', '2 add_author applied']
    assert db.events().findAll { it == 'applied' }.size() == 1
    db.definitions()
}
List<String> fresh = ProjectDatabase.of(basedir, 'fresh').withCloseable { db -> db.definitions() }
assert upgraded == fresh

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/preflight.json'))
assert report.result.place == 'build'
assert report.result.rehearsed*.version == ['2']
assert report.problems.any { it.why.contains('built from') && it.why.contains('release-1') }
def unknown = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/unknown.json'))
assert unknown.problems*.code == ['git.unknown-ref']
