-- The picture that an information page shows, with what it says to whoever does not see it.
CREATE TABLE page_images (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    page_id    {int} NOT NULL REFERENCES pages (id),
    image_id   {int} NOT NULL REFERENCES images (id),
    alt        {text} NOT NULL,
    credit     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX page_images_page ON page_images (page_id);
CREATE INDEX page_images_image ON page_images (image_id);
