dev.confiture.it.SampleProject.into(basedir)
dev.confiture.it.ProjectDatabase.create(basedir).withCloseable { db ->
    db.execute("CREATE ROLE app LOGIN SUPERUSER PASSWORD 's3cret-override'")
    String port = db.rows('SHOW port')[0]
    File config = new File(basedir, '.mvn/maven.config')
    config.parentFile.mkdirs()
    config.write("-Dconfiture.databaseUrl=postgresql://app:s3cret-override@db.example.org:${port}/notes\n", 'UTF-8')
}
