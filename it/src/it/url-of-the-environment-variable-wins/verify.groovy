import dev.confiture.it.ProjectDatabase

String log = new File(basedir, 'build.log').getText('UTF-8')
assert !log.contains('s3cret')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.problems*.code == ['database.unreachable']
assert !new File(basedir, '.confiture').exists()
