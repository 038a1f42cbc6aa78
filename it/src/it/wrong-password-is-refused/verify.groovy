import dev.confiture.it.ProjectDatabase

String log = new File(basedir, 'build.log').getText('UTF-8')
assert !log.contains('not-the-password')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.outcome == 'failed'
assert report.problems*.code == ['database.unreachable']
