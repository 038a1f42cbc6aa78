import dev.confiture.it.ProjectDatabase

ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.events() == ['created', 'applied', 'applied', 'migrated_to']
}
String log = new File(basedir, 'build.log').getText('UTF-8')
for (String problem in [
    '[maven.bad-value] confiture.dryRun and confiture.sqlOutput and confiture.preflight are given together.',
    '[maven.bad-value] confiture.steps and confiture.toVersion are given together.',
    '[maven.no-effect] confiture.target has no effect on confiture:rollback.',
    '[maven.bad-value] confiture.steps is "two".',
    '[maven.bad-value] confiture.dryRun is "yes".',
    '[maven.no-effect] confiture.maxRisk has no effect on confiture:migrate.',
    '[maven.no-effect] confiture.limit has no effect on confiture:migrate.',
    '[maven.bad-value] confiture.against is "taget".',
    'Did you mean "target"? Write target, build, build:<version>, build:git:<ref> or the URL of a copy',
    '[maven.bad-value] confiture.against is "build:git:".',
    '[maven.no-effect] confiture.snapshot has no effect on confiture:generate.',
    '[maven.no-effect] confiture.from has no effect on confiture:generate.'
]) {
    assert log.contains(problem)
}
