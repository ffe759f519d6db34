-- Every module may have translated texts: the kinds of subjects are stated by the code of the modules.
ALTER TABLE translations DROP CONSTRAINT translations_subject_kind;
