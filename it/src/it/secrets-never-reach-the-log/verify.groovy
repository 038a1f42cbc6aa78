String log = new File(basedir, 'build.log').getText('UTF-8')
// Maven 4 itself shows how it was started; no plugin can prevent that (docs/goals/common.md says so).
List<String> told = log.readLines().findAll { it.contains('s3cret') && !it.startsWith('Command line: ') }
assert told.isEmpty()

// It really tried each of them, and in the mode that prints every parameter. Maven 4 refuses encrypted-elsewhere.xml itself.
int unreachable = log.count('[database.unreachable]')
boolean undecryptable = log.contains('[maven.credentials]') || log.contains('Could not decrypt password')
boolean malformed = log.contains('[config.bad-url]')
boolean parameters = log.contains('(f) env = remote')
assert unreachable >= 6 && undecryptable && malformed && parameters
