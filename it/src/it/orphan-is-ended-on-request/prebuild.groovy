import dev.confiture.db.lock.LockKey
import dev.confiture.it.ProjectDatabase
import dev.confiture.sql.QualifiedName

dev.confiture.it.SampleProject.into(basedir)
def ledger = LockKey.of(QualifiedName.of('public', 'tb_confiture')).ledger()
// What a killed run leaves: a busy session that holds the second lock, while nobody holds the first.
def orphan = ProjectDatabase.create(basedir).execute("SELECT pg_advisory_lock(1129270855, $ledger)")
Thread.startDaemon {
    try {
        orphan.execute('SELECT pg_sleep(3600)')
    } catch (java.sql.SQLException expected) {
        // The second run ends it.
    }
}
return true
