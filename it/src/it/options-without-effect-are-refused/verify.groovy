import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.events() == ['created', 'applied', 'applied', 'migrated_to']
}
Map<Integer, List<String>> told = [
    2: ['maven.bad-value: confiture.dryRun and confiture.sqlOutput and confiture.preflight are given together.'],
    3: ['maven.bad-value: confiture.steps and confiture.toVersion are given together.'],
    4: ['maven.no-effect: confiture.target has no effect on confiture:rollback.'],
    5: ['maven.bad-value: confiture.steps is "two".'],
    6: ['maven.bad-value: confiture.dryRun is "yes".'],
    7: ['maven.bad-value: confiture.yes is "perhaps".', 'maven.no-effect: confiture.limit has no effect on confiture:migrate.', 'maven.no-effect: confiture.maxRisk has no effect on confiture:migrate.', 'maven.no-effect: confiture.yes has no effect on confiture:migrate.'],
    9: ['maven.bad-value: confiture.against is "taget".'],
    10: ['maven.bad-value: confiture.against is "build:git:".'],
    11: ['maven.no-effect: confiture.from has no effect on confiture:generate.', 'maven.no-effect: confiture.snapshot has no effect on confiture:generate.'],
    12: ['maven.bad-value: confiture.target is "two".', 'maven.unknown-property: No goal knows the property confiture.drRun.']
]
def problems = { int run -> new groovy.json.JsonSlurper().parse(new File(basedir, "target/${run}.json")).problems }
told.each { run, expected ->
    assert problems(run).collect { "$it.code: $it.what".toString() }.toSorted() == expected
}
assert problems(9)[0].fix.startsWith('Did you mean "target"?')
