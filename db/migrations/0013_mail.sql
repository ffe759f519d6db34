-- Mails leave the house (src/platform/post), and what became of jobs is told in words (src/platform/jobs).

-- Addresses that the mail server refused for good; nothing is sent there until somebody lifts the mark. The address itself
-- is not here: its digest finds it, and what is shown is enough for whoever knows it.
CREATE TABLE refused_addresses (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    address_hash {text} NOT NULL,
    shown_as     {text} NOT NULL, -- "l…@kreis.example"
    reply        {text} NOT NULL, -- of the server: "550 5.1.1"
    refused_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX refused_addresses_hash ON refused_addresses (tenant_id, address_hash);
CREATE INDEX refused_addresses_at ON refused_addresses (refused_at);

-- Whether last_error is a sentence for people; any other one is for us and may hold anything.
ALTER TABLE jobs ADD COLUMN error_is_told {bool} NOT NULL DEFAULT FALSE;
