import dev.confiture.it.ProjectDatabase

dev.confiture.it.SampleProject.into(basedir)
String schema = new File(basedir, 'db/schema').listFiles().sort()*.getText('UTF-8').join('\n')
ProjectDatabase.create(basedir).withCloseable { db ->
    db.execute(schema)
    db.execute('CREATE TABLE flyway_schema_history (installed_rank int)')
}
return true
