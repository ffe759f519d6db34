-- Pictures, made anew from what somebody has sent; the bytes lie in the blob store of their district under these hashes.
-- small_hash: of the size for phones; empty where the picture is no wider than that.
-- unused_since: the day on which nothing referred to it any more, neither a record nor any version of one.
CREATE TABLE images (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    subject_kind  {text} NOT NULL,
    subject_id    {int} NOT NULL,
    public_id     {text} NOT NULL,
    width         {int} NOT NULL,
    height        {int} NOT NULL,
    hash          {text} NOT NULL,
    small_hash    {text} NOT NULL,
    created_at    {text} NOT NULL,
    unused_since  {text}
){strict};
CREATE UNIQUE INDEX images_public_id ON images (tenant_id, public_id);
CREATE INDEX images_subject ON images (tenant_id, subject_kind, subject_id);

-- The picture that an offer shows, with what it says to whoever does not see it.
CREATE TABLE offer_images (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    image_id   {int} NOT NULL REFERENCES images (id),
    alt        {text} NOT NULL,
    credit     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX offer_images_offer ON offer_images (offer_id);
CREATE INDEX offer_images_image ON offer_images (image_id);
