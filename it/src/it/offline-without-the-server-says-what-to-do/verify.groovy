def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
assert report.problems*.code == ['embedded.binaries-missing']
assert report.problems[0].fix.contains('run once without -o')
assert report.problems[0].fix.contains('dependency:get')
assert !new File(basedir, '.confiture').exists()
