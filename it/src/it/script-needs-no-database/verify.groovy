String script = new File(basedir, 'out/notes.sql').getText('UTF-8')
assert script.contains('CREATE TABLE note')
assert script == new File(basedir, 'db/schema_history/2.sql').getText('UTF-8')

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/report.json'))
byte[] digest = java.security.MessageDigest.getInstance('SHA-256').digest(script.getBytes('UTF-8'))
assert report.result.sha256 == digest.encodeHex().toString()

assert !new File(basedir, '.confiture').exists()
assert !new File(basedir, 'target/confiture').exists()
