import dev.confiture.it.ProjectDatabase

def report = { String run -> new groovy.json.JsonSlurper().parse(new File(basedir, "target/${run}.json")) }
assert report('foreign').problems*.code == ['database.foreign']
assert report('different').problems*.code == ['baseline.different']
assert report('planned').result.outcome == 'planned'
assert report('adopted').result.outcome == 'adopted'
assert report('adopted').result.leftOut == ['table public.flyway_schema_history']

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note baseline', '2 add_author baseline']
    assert db.events() == ['created', 'adopted', 'migrated_to']
    assert db.columns('flyway_schema_history') == ['installed_rank']
}
