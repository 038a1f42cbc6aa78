String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.readLines().findAll { it.contains('s3cret') } == []
// It really tried each of them, and in the mode that prints every parameter.
assert log.count('[database.unreachable]') >= 4
assert log.count('[maven.credentials]') >= 1
assert log.count('[config.bad-url]') >= 1
assert log.contains("(f) env = remote")
