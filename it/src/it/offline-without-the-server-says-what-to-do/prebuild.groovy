dev.confiture.it.SampleProject.into(basedir)
File yaml = new File(basedir, 'confiture.yaml')
yaml.append('  oldest:\n    database_url: embedded:14/notes\n    schema_dir: db/schema\n')
