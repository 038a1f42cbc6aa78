dev.confiture.it.SampleProject.into(basedir)
new File(basedir, 'db/schema/020_tag.sql').text = '''
CREATE TABLE tag (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    note_id bigint NOT NULL REFERENCES note,
    name text NOT NULL CHECK (name <> '')
);
CREATE INDEX note_text_idx ON note (text);
CREATE VIEW tagged AS SELECT note.id, tag.name FROM note JOIN tag ON tag.note_id = note.id;
COMMENT ON VIEW tagged IS 'notes with their tags';
'''
return true
