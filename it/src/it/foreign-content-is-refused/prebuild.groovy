dev.confiture.it.SampleProject.into(basedir)
dev.confiture.it.ProjectDatabase.create(basedir).execute('CREATE TABLE theirs (id int)').close()
