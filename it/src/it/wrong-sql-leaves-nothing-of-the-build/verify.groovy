import dev.confiture.it.ProjectDatabase

assert !ProjectDatabase.exists(basedir, 'notes')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.outcome == 'failed'
assert report.problems*.where*.file == ['db/schema/020_wrong.sql']
assert report.problems*.where*.line == [3]
assert report.problems*.where*.column == [16]
