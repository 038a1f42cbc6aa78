def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/diff.json'))
assert report.outcome == 'passed'
assert !report.result.equal
assert report.result.changes*.object.contains('public.tag')
