-- Which DATA/server.key belongs to this database (src/platform/identity/key_mark.hpp): one row, made at the first start. The
-- key itself is never here.
CREATE TABLE server_keys (
    id       {int} PRIMARY KEY CHECK (id = 1),
    mark     {text} NOT NULL,
    noted_at {text} NOT NULL
){strict};
