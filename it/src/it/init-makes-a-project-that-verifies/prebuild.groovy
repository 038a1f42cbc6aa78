new File(basedir, 'pom.xml').delete()
