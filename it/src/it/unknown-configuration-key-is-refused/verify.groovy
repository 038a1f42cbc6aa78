import dev.confiture.it.ProjectDatabase

assert !new File(basedir, '.confiture').exists()
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.problems*.where*.file == ['confiture.yaml']
assert report.problems*.where*.line == [4]
