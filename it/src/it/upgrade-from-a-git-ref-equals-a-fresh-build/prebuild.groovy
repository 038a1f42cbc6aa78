dev.confiture.it.SampleProject.into(basedir)
File history = new File(basedir, 'db/schema/010_note.sql')
String today = history.getText('UTF-8')
File later = new File(basedir, 'src/main/java/db/migrations/AddAuthor.java')
String migration = later.getText('UTF-8')
def git = { String... words ->
    def process = (['git', '-c', 'user.name=it', '-c', 'user.email=it@example.com'] + (words as List)).execute((List) null, basedir)
    assert process.waitFor() == 0 : process.err.text
}
history.setText(new File(basedir, 'db/schema_history/1.sql').getText('UTF-8'), 'UTF-8')
later.delete()
git('init', '-q')
git('add', '-A')
git('commit', '-q', '-m', 'Release 1')
git('tag', 'release-1')
history.setText(today, 'UTF-8')
later.setText(migration, 'UTF-8')
