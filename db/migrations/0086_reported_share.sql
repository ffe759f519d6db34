-- How many of those who were there have a history of migration, in whole percent, as somebody has reported it; NULL where nobody says.
-- It is never counted here and stands beside the voluntary answers (docs/adr/0083). share_source: who has reported it.
ALTER TABLE meetings ADD COLUMN reported_share {int};
ALTER TABLE meetings ADD COLUMN is_share_approximate {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE meetings ADD COLUMN share_source {text} NOT NULL DEFAULT '';
