def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/diff.json'))
assert report.outcome == 'passed'
assert !report.result.equal
assert report.result.changes*.object.contains('public.tag')
def filtered = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verify.json'))
assert filtered.outcome == 'passed'
assert filtered.result.equal
assert filtered.result.from == 'migrations, from db/schema_history 1'
assert filtered.result.leftOut == ['table public.tag']
def misspelt = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/misspelt.json'))
assert misspelt.problems[0].fix.contains('Did you mean "table"?')
