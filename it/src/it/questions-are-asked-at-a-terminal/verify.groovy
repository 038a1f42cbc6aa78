import dev.confiture.db.lock.LockKey
import dev.confiture.it.ProjectDatabase
import dev.confiture.it.Terminal
import dev.confiture.sql.QualifiedName

def terminal = new Terminal(basedir, System.getProperty('maven.home'), localRepositoryPath)

// A person who reads what a preflight found, and says no.
String refused = terminal.run('dev.confiture:confiture-maven-plugin:migrate -Dconfiture.preflight -Dconfiture.against=build', ['n'])
new File(basedir, 'refused.log').text = refused
assert refused.contains('2 add_author')
assert refused =~ /Tier [a-z-]+\. Apply for real\? \[y\/N] /
assert refused.contains('[preflight.too-risky] Nothing was applied')
ProjectDatabase.of(basedir).withCloseable { assert it.ledger() == ['1 create_note applied'] }

// One who says yes, and yes again to ending what a killed run left: a busy session that holds the second lock.
def ledger = LockKey.of(QualifiedName.of('public', 'tb_confiture')).ledger()
def orphan = ProjectDatabase.of(basedir).execute("SELECT pg_advisory_lock(1129270855, $ledger)")
Thread.startDaemon {
    try {
        orphan.execute('SELECT pg_sleep(3600)')
    } catch (java.sql.SQLException expected) {
        // The person ends it.
    }
}
String agreed = terminal.run('dev.confiture:confiture-maven-plugin:migrate -Dconfiture.preflight -Dconfiture.against=build', ['y', 'y'])
new File(basedir, 'agreed.log').text = agreed
assert agreed =~ /A killed run left .*\r?\n?.*End it\? \[y\/N] /
ProjectDatabase.of(basedir).withCloseable { db ->
    assert db.ledger() == ['1 create_note applied', '2 add_author applied']
    assert db.rows("SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'") == []
}
