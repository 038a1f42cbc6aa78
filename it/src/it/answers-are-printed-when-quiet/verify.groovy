// What was asked for goes to standard output under -q, too: the reports, one after the other, and nothing else.
String log = new File(basedir, 'build.log').getText('UTF-8')
def reports = (log =~ /(?ms)\{$.*?^\}$/).collect { new groovy.json.JsonSlurper().parseText(it) }

assert reports*.goal == ['status', 'preflight', 'migrate', 'migrate', 'build', 'status']
def (before, preflight, dryRun, script, build, after) = reports*.result
assert before.migrations*.state == ['pending', 'pending']
assert preflight.rehearsed*.version == ['1', '2']
assert dryRun.planned*.version == ['1', '2']
assert script.sqlOutput == 'target/migrate.sql'
assert build.contains == ['1 create_note', '2 add_author']
assert after.migrations*.state == ['built', 'built']
