-- A view that its owner has deleted can be brought back for a while; the night erases it for good.
ALTER TABLE account_views ADD COLUMN erased_at {text};
