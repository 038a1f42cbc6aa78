// Under -q nothing is printed but what was asked for: two reports, one after the other.
String log = new File(basedir, 'build.log').getText('UTF-8')
int first = log.indexOf('{')
int second = log.indexOf('\n{', first) + 1
def build = new groovy.json.JsonSlurper().parseText(log.substring(first, second))
def status = new groovy.json.JsonSlurper().parseText(log.substring(second, log.lastIndexOf('\n}') + 2))
assert build.goal == 'build' && build.result.contains == ['1 create_note', '2 add_author']
assert status.goal == 'status' && status.result.migrations*.state == ['built', 'built']
