dev.confiture.it.SampleProject.into(basedir)
