import dev.confiture.it.ProjectDatabase

assert !new File(basedir, '.confiture').exists()
