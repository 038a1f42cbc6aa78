dev.confiture.it.SampleProject.into(basedir)
// A server whose password is another: the project's own, reached by its address.
dev.confiture.it.ProjectDatabase.create(basedir).withCloseable { db ->
    String port = db.rows('SHOW port')[0]
    File yaml = new File(basedir, 'confiture.yaml')
    yaml.append("  remote:\n    database_url: postgresql://postgres:not-the-password@127.0.0.1:${port}/notes\n    schema_dir: db/schema\n")
}
