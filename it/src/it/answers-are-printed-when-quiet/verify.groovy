// What was asked for goes to standard output under -q, too: first the reports of four runs, then what a person reads.
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

String forPeople = log.substring(log.lastIndexOf('\n}'))
assert forPeople.contains('2 built')
assert forPeople.contains('Preflight for ')
