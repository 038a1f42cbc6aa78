dev.confiture.it.SampleProject.into(basedir)
// A server with passwords: the project's own, reached by its address as another user.
dev.confiture.it.ProjectDatabase.create(basedir).withCloseable { db ->
    db.execute("CREATE ROLE app LOGIN PASSWORD 's3cret-settings'; ALTER DATABASE notes OWNER TO app")
    String port = db.rows('SHOW port')[0]
    File yaml = new File(basedir, 'confiture.yaml')
    yaml.append("  remote:\n    database_url: postgresql://127.0.0.1:${port}/notes\n    schema_dir: db/schema\n")
}
