dev.confiture.it.SampleProject.into(basedir)
new File(basedir, 'db/schema/020_tag.sql').text = 'CREATE TABLE tag (name text PRIMARY KEY);\n'
return true
