def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/diff.json'))
assert report.outcome == 'passed'
assert !report.result.equal
assert report.result.changes*.object.contains('public.tag')
def filtered = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verify.json'))
assert filtered.outcome == 'passed'
assert filtered.result.equal
assert filtered.result.from == 'migrations, from db/schema_history 1'
assert filtered.result.leftOut == ['table public.tag']
def log = new File(basedir, 'build.log').text
assert log.contains('left out: table public.tag')
assert log.contains('Did you mean "table"?')
