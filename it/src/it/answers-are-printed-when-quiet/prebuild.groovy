dev.confiture.it.SampleProject.into(basedir)
dev.confiture.it.ProjectDatabase.create(basedir).close()
