import dev.confiture.it.ProjectDatabase

assert !new File(basedir, '.confiture').exists()
assert !new File(basedir, 'target/confiture').exists()
